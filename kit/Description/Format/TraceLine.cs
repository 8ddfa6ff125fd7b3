// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Instructions that come from one line, or from one of several: then there are entries with the same start.</summary>
public struct TraceLine
{
    /// <summary>Where they begin, counted from the base.</summary>
    public uint Start;

    /// <summary>The line; 0 when they come from none that is known.</summary>
    public ushort Line;

    /// <summary>The file, by its place in the table plus one; 0 when it is not known.</summary>
    public ushort File;
}
