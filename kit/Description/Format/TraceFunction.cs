// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Instructions of a function.</summary>
public struct TraceFunction
{
    /// <summary>Flags: it only says that something failed; where that was, its caller tells.</summary>
    public const ushort Reporter = 1;

    /// <summary>Where it begins, counted from the base.</summary>
    public uint Start;

    /// <summary>Its bytes.</summary>
    public uint Bytes;

    /// <summary>Offset of its name.</summary>
    public uint Name;

    /// <summary>The file it begins in, by its place in the table plus one; 0 when it is not known.</summary>
    public ushort File;

    /// <summary><see cref="Reporter"/>.</summary>
    public ushort Flags;
}
