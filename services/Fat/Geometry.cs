// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>Where things lie on a volume, checked against the size of the device.</summary>
/// <remarks>Source: Microsoft FAT specification, August 2005, sections 3 and 5.</remarks>
internal unsafe struct Geometry
{
    private const uint NotMirrored = 0x80;

    /// <summary>Whether it is FAT32; otherwise it is FAT16.</summary>
    public bool IsFat32;

    /// <summary>How often 2 is taken to give the sectors of a cluster.</summary>
    public int ClusterShift;

    /// <summary>First sector of the table that counts.</summary>
    public uint TableStart;

    /// <summary>Sectors of a table.</summary>
    public uint TableSectors;

    /// <summary>Tables that are written.</summary>
    public uint TableCount;

    /// <summary>First sector of the root directory of FAT16.</summary>
    public uint RootStart;

    /// <summary>Entries of the root directory of FAT16.</summary>
    public uint RootEntries;

    /// <summary>First cluster of the root directory of FAT32; zero for FAT16.</summary>
    public uint RootCluster;

    /// <summary>Sector of the first cluster.</summary>
    public uint DataStart;

    /// <summary>Number of clusters.</summary>
    public uint ClusterCount;

    /// <summary>Sector of the hints about free clusters; zero without.</summary>
    public uint HintSector;

    /// <summary>Sectors of a cluster.</summary>
    public readonly uint ClusterSectors => 1u << ClusterShift;

    /// <summary>Bytes of a cluster.</summary>
    public readonly uint ClusterBytes => (uint)FatLayout.SectorBytes << ClusterShift;

    /// <summary>The first number that is no cluster's.</summary>
    public readonly uint EndOfClusters => ClusterCount + FatLayout.FirstCluster;

    /// <summary>From this value on an entry of the table ends a chain.</summary>
    public readonly uint FirstEndMark => IsFat32 ? 0x0fff_fff8u : 0xfff8;

    /// <summary>The value of an entry of the table whose cluster cannot be used.</summary>
    public readonly uint BadMark => FirstEndMark - 1;

    /// <summary>Whether a number is a cluster's.</summary>
    public readonly bool IsCluster(uint cluster) => cluster - FatLayout.FirstCluster < ClusterCount;

    /// <summary>The first sector of a cluster.</summary>
    public readonly uint SectorOf(uint cluster) => DataStart + ((cluster - FatLayout.FirstCluster) << ClusterShift);

    /// <summary>Reads a boot sector; false when it is of no volume that is supported, or of one that is not all there.</summary>
    public static bool TryRead(byte* boot, ulong deviceSectors, Geometry* result)
    {
        uint clusterSectors = boot[13];
        var reserved = Words.Get16(boot + 14);
        uint tables = boot[16];
        var rootEntries = Words.Get16(boot + 17);
        var sectors = Words.Get16(boot + 19) != 0 ? Words.Get16(boot + 19) : Words.Get32(boot + 32);
        var tableSectors = Words.Get16(boot + 22) != 0 ? Words.Get16(boot + 22) : Words.Get32(boot + 36);
        var isSound = Words.Get16(boot + 510) == 0xaa55 && Words.Get16(boot + 11) == FatLayout.SectorBytes
            && clusterSectors != 0 && (clusterSectors & (clusterSectors - 1)) == 0 && reserved != 0 && tables is 1 or 2
            && sectors <= deviceSectors && rootEntries % FatLayout.EntriesPerSector == 0;
        var dataStart = reserved + ((ulong)tables * tableSectors) + (rootEntries / FatLayout.EntriesPerSector);
        if (!isSound || tableSectors == 0 || dataStart >= sectors)
        {
            return false;
        }

        result->ClusterShift = 0;
        while (1u << result->ClusterShift != clusterSectors)
        {
            result->ClusterShift++;
        }

        result->TableStart = reserved;
        result->TableSectors = tableSectors;
        result->TableCount = tables;
        result->RootStart = (uint)(reserved + ((ulong)tables * tableSectors));
        result->RootEntries = rootEntries;
        result->RootCluster = 0;
        result->HintSector = 0;
        result->DataStart = (uint)dataStart;
        result->ClusterCount = (sectors - (uint)dataStart) >> result->ClusterShift;
        result->IsFat32 = rootEntries == 0;
        return result->IsFat32 ? result->TryReadLarge(boot, reserved) : result->IsSoundSmall();
    }

    private readonly bool IsSoundSmall() => ClusterCount is > FatLayout.MostClusters12 and <= FatLayout.MostClusters16
        && EndOfClusters <= (ulong)TableSectors * 256;

    private bool TryReadLarge(byte* boot, uint reserved)
    {
        var flags = Words.Get16(boot + 40);
        var active = flags & 0xf;
        RootCluster = Words.Get32(boot + 44);
        var hints = Words.Get16(boot + 48);
        HintSector = hints != 0 && hints < reserved ? hints : 0;
        if ((flags & NotMirrored) != 0)
        {
            if (active >= TableCount)
            {
                return false;
            }

            TableStart += active * TableSectors;
            TableCount = 1;
        }

        // The kind follows from the number of clusters; what has too few for FAT32 but looks like it is left alone.
        return ClusterCount is > FatLayout.MostClusters16 and <= FatLayout.MostClusters32 && Words.Get16(boot + 42) == 0
            && Words.Get16(boot + 22) == 0 && IsCluster(RootCluster) && EndOfClusters <= (ulong)TableSectors * 128;
    }
}
