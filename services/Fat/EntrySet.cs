// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>Where the entries of one name lie: those of the long name, then the one with the short name.</summary>
internal unsafe struct EntrySet
{
    /// <summary>Sectors that a set can lie in: 21 entries, 16 of them in a sector.</summary>
    public const int MostSectors = 3;

    /// <summary>The sectors, in order.</summary>
    public fixed uint Sectors[MostSectors];

    /// <summary>How many sectors.</summary>
    public int SectorCount;

    /// <summary>Place of the first entry in the first sector.</summary>
    public int FirstSlot;

    /// <summary>How many entries.</summary>
    public int Count;

    /// <summary>Sector of the last entry, the one with the short name.</summary>
    public uint EntrySector;

    /// <summary>Its place there.</summary>
    public int EntrySlot;

    /// <summary>The attributes of that entry.</summary>
    public FatAttributes Attributes;

    /// <summary>First cluster of the file; zero without any.</summary>
    public uint FirstCluster;

    /// <summary>Bytes of the file.</summary>
    public uint Size;

    /// <summary>When it was written last, date in the upper half.</summary>
    public uint Modified;

    /// <summary>The set has no entries yet.</summary>
    public void Clear()
    {
        SectorCount = 0;
        Count = 0;
    }

    /// <summary>A further entry belongs to the set.</summary>
    public void Add(uint sector, int slot)
    {
        if (Count == 0)
        {
            FirstSlot = slot;
        }

        if (SectorCount == 0 || Sectors[SectorCount - 1] != sector)
        {
            // A set is at most 21 entries in a row, so a fourth sector cannot come.
            if (SectorCount < MostSectors)
            {
                Sectors[SectorCount] = sector;
                SectorCount++;
            }
        }

        Count++;
        EntrySector = sector;
        EntrySlot = slot;
    }
}
