// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>What a list says of a file or directory; the name follows in UTF-8, and bytes up to a multiple of 8.</summary>
public struct FileListEntry
{
    /// <summary>Bytes without the name.</summary>
    public const int HeadBytes = 16;

    /// <summary>The attribute of a directory.</summary>
    public const byte Directory = 0x10;

    /// <summary>Bytes of the file.</summary>
    public uint Size;

    /// <summary>When it was written last, date in the upper half.</summary>
    public uint Modified;

    /// <summary>The position at which a list of what follows begins.</summary>
    public uint Position;

    /// <summary>Bytes of the name.</summary>
    public ushort NameBytes;

    /// <summary>The attributes.</summary>
    public byte Attributes;

    /// <summary>Zero.</summary>
    public byte Reserved;
}
