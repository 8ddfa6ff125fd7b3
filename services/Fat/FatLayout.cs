// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>Numbers of the format. Source: Microsoft FAT specification, August 2005 (fatgen103), sections 3 to 7.</summary>
internal static class FatLayout
{
    /// <summary>Bytes of a sector; others are not supported.</summary>
    public const int SectorBytes = 512;

    /// <summary>Bytes of a directory entry.</summary>
    public const int EntryBytes = 32;

    /// <summary>Directory entries in a sector.</summary>
    public const int EntriesPerSector = SectorBytes / EntryBytes;

    /// <summary>Entries of a directory at most: 2 MiB.</summary>
    public const uint MostEntries = 65536;

    /// <summary>Marks an unused entry, in its first byte.</summary>
    public const byte Unused = 0xe5;

    /// <summary>Stands for a first byte of 0xe5 that is meant.</summary>
    public const byte KanjiLead = 0x05;

    /// <summary>Attributes of a part of a long name.</summary>
    public const byte LongName = 0x0f;

    /// <summary>Attribute bits that make a part of a long name.</summary>
    public const byte LongNameMask = 0x3f;

    /// <summary>Marks the last part of a long name, which comes first.</summary>
    public const byte LastPart = 0x40;

    /// <summary>Units in a part of a long name.</summary>
    public const int UnitsPerPart = 13;

    /// <summary>Units of a name that is read, at most.</summary>
    public const int MostNameUnits = 255;

    /// <summary>Units of a name that is written, at most: its entries fit into one sector, which is written at once.</summary>
    public const int MostNewUnits = (EntriesPerSector - 1) * UnitsPerPart;

    /// <summary>Offset of the attributes in an entry.</summary>
    public const int Attributes = 11;

    /// <summary>Offset of the marks for lower case.</summary>
    public const int CaseMarks = 12;

    /// <summary>Offset of the short name's sum in a part of a long name.</summary>
    public const int Checksum = 13;

    /// <summary>Offset of the time of creation, followed by its date and that of the last access.</summary>
    public const int Created = 14;

    /// <summary>Offset of the upper half of the first cluster.</summary>
    public const int ClusterHigh = 20;

    /// <summary>Offset of time, then date, of the last writing.</summary>
    public const int Written = 22;

    /// <summary>Offset of the lower half of the first cluster.</summary>
    public const int ClusterLow = 26;

    /// <summary>Offset of the size.</summary>
    public const int Size = 28;

    /// <summary>The first cluster number.</summary>
    public const uint FirstCluster = 2;

    /// <summary>The last cluster of a chain, as written.</summary>
    public const uint EndOfChain = 0x0fff_ffff;

    /// <summary>Clusters of FAT12 at most.</summary>
    public const uint MostClusters12 = 4084;

    /// <summary>Clusters of FAT16 at most.</summary>
    public const uint MostClusters16 = 65524;

    /// <summary>Clusters of FAT32 at most: numbers from 0x0ffffff7 on mean something else.</summary>
    public const uint MostClusters32 = 0x0fff_fff5;

    /// <summary>1 January 1980, midnight.</summary>
    public const uint FirstTime = 0x0021_0000;
}
