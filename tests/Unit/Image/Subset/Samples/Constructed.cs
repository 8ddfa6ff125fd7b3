// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Image.Subset.Samples;

/// <summary>A type whose static field is set before anything else.</summary>
internal static class Constructed
{
    public static readonly int Ticks = Environment.TickCount;
}
