// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>Attributes of a directory entry. Source: Microsoft FAT specification, August 2005, section 6.</summary>
[Flags]
public enum FatAttributes : byte
{
    /// <summary>An ordinary file.</summary>
    None = 0,

    /// <summary>Not to be written.</summary>
    ReadOnly = 0x01,

    /// <summary>Not to be shown.</summary>
    Hidden = 0x02,

    /// <summary>Of the operating system.</summary>
    System = 0x04,

    /// <summary>The volume's name.</summary>
    VolumeLabel = 0x08,

    /// <summary>A directory.</summary>
    Directory = 0x10,

    /// <summary>Changed since the last archiving.</summary>
    Archive = 0x20,
}
