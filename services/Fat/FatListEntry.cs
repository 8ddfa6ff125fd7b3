// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>What a list says of a file or directory; the name follows in UTF-8, and bytes up to a multiple of 8.</summary>
public struct FatListEntry
{
    /// <summary>Bytes without the name.</summary>
    public const int HeadBytes = 16;

    /// <summary>Bytes of the file.</summary>
    public uint Size;

    /// <summary>When it was written last, date in the upper half.</summary>
    public uint Modified;

    /// <summary>The position at which a list of what follows begins.</summary>
    public uint Position;

    /// <summary>Bytes of the name.</summary>
    public ushort NameBytes;

    /// <summary>The attributes, as in <see cref="FatAttributes"/>.</summary>
    public byte Attributes;

    /// <summary>Zero.</summary>
    public byte Reserved;

    /// <summary>Bytes of an entry with a name.</summary>
    public static int BytesFor(int nameBytes) => (HeadBytes + nameBytes + 7) & ~7;
}
