// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Conformance.Framework;

/// <summary>Priorities: the supervisor's is the highest there is.</summary>
internal static class Priorities
{
    /// <summary>Of workers that run before the case's thread.</summary>
    public const byte Above = 110;

    /// <summary>Of the case's thread.</summary>
    public const byte Case = 100;

    /// <summary>Of workers that run while the case's thread waits.</summary>
    public const byte Below = 90;

    /// <summary>Of the thread that ends a case that hangs.</summary>
    public const byte Watchdog = 255;
}
