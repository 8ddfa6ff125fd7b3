// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment;

/// <summary>An address to try.</summary>
public struct Probe
{
    /// <summary>Reads eight bytes.</summary>
    public const ulong Read = 0;

    /// <summary>Writes eight bytes.</summary>
    public const ulong Write = 1;

    /// <summary>Goes there.</summary>
    public const ulong Execute = 2;

    /// <summary>The address.</summary>
    public ulong Address;

    /// <summary>Which of the three.</summary>
    public ulong Kind;
}
