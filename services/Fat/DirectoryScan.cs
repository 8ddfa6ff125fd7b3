// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>A way through a directory: where it is, and what it found last.</summary>
internal unsafe struct DirectoryScan
{
    /// <summary>Room for the units of a long name: 20 entries of 13.</summary>
    public const int MostUnits = 260;

    /// <summary>First cluster of the directory; zero for the root of FAT16, which lies elsewhere.</summary>
    public uint First;

    /// <summary>Cluster that the way has come to.</summary>
    public uint Cluster;

    /// <summary>Its number in the directory.</summary>
    public uint ClusterIndex;

    /// <summary>Number of the next entry.</summary>
    public uint Index;

    /// <summary>The entry found last, and before it its parts.</summary>
    public EntrySet Set;

    /// <summary>Units of the name found last.</summary>
    public int UnitCount;

    /// <summary>The number that the next part of a long name must have; zero when all are there.</summary>
    public byte ExpectedPart;

    /// <summary>Whether parts of a long name came before.</summary>
    public bool InLongName;

    /// <summary>Sum that the parts say the short name has.</summary>
    public byte Checksum;

    /// <summary>Entries in a row that are wanted; zero when no room is looked for.</summary>
    public int WantedEntries;

    /// <summary>Unused entries in a row before this place in the same sector.</summary>
    public int FreeRun;

    /// <summary>Whether room was found.</summary>
    public bool HasRoom;

    /// <summary>Sector of the room.</summary>
    public uint RoomSector;

    /// <summary>Its place there.</summary>
    public int RoomSlot;

    /// <summary>Whether the directory ends behind the room, and not at its last cluster.</summary>
    public bool RoomIsAtEnd;

    /// <summary>Whether the way ended at an entry that says that no others follow.</summary>
    public bool HasEndMark;

    /// <summary>A sector in which room is better than elsewhere; zero for none.</summary>
    public uint PreferredSector;

    /// <summary>The short name found last, as text.</summary>
    public fixed ushort Alias[12];

    /// <summary>Units of it.</summary>
    public int AliasCount;

    /// <summary>The short name found last.</summary>
    public fixed byte Short[NewName.ShortBytes];

    /// <summary>The name found last.</summary>
    public fixed ushort Units[MostUnits];

    /// <summary>Starts at the beginning of a directory.</summary>
    public void Begin(uint directory)
    {
        First = directory;
        Cluster = directory;
        ClusterIndex = 0;
        Index = 0;
        WantedEntries = 0;
        FreeRun = 0;
        HasRoom = false;
        RoomIsAtEnd = false;
        HasEndMark = false;
        PreferredSector = 0;
        ForgetParts();
    }

    /// <summary>Parts that came do not belong together.</summary>
    public void ForgetParts()
    {
        InLongName = false;
        ExpectedPart = 0;
        UnitCount = 0;
        Set.Clear();
    }

    /// <summary>Takes note of an unused entry.</summary>
    public void NoteFree(uint sector, int slot)
    {
        FreeRun = slot == 0 ? 1 : FreeRun + 1;
        if (WantedEntries != 0 && FreeRun >= WantedEntries && IsBetter(sector))
        {
            TakeRoom(sector, slot - FreeRun + 1);
        }
    }

    /// <summary>Takes note that no further entry is used.</summary>
    public void NoteEnd(uint sector, int slot)
    {
        HasEndMark = true;
        var start = slot == 0 ? 0 : slot - FreeRun;
        if (WantedEntries != 0 && WantedEntries <= FatLayout.EntriesPerSector - start && IsBetter(sector))
        {
            TakeRoom(sector, start);
            RoomIsAtEnd = true;
        }
    }

    /// <summary>Room is here.</summary>
    public void TakeRoom(uint sector, int slot)
    {
        HasRoom = true;
        RoomIsAtEnd = false;
        RoomSector = sector;
        RoomSlot = slot;
    }

    private readonly bool IsBetter(uint sector) => !HasRoom || (sector == PreferredSector && RoomSector != PreferredSector);
}
