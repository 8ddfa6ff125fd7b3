// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Instructions that come from one line.</summary>
public struct TraceLine
{
    /// <summary>Where they begin, counted from the base.</summary>
    public uint Start;

    /// <summary>The line; 0 when they come from none that is known.</summary>
    public ushort Line;

    /// <summary>The file, by its place in the table.</summary>
    public ushort File;
}
