// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Fat.Names;

namespace Caprock.Services.Fat;

/// <content>Writing of directory entries.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    /// <summary>Writes an entry but for its name, which is spaces.</summary>
    private void WriteShort(byte* entry, FatAttributes attributes, uint cluster, uint size, uint modified)
    {
        Words.Clear(entry, FatLayout.EntryBytes);
        new Span<byte>(entry, NewName.ShortBytes).Fill((byte)' ');
        entry[FatLayout.Attributes] = (byte)attributes;
        Words.Set32(entry + FatLayout.Created, modified);
        Words.Set16(entry + FatLayout.Created + 4, modified >> 16);
        Words.Set32(entry + FatLayout.Written, modified);
        Words.Set32(entry + FatLayout.Size, size);
        SetCluster(entry, cluster);
    }

    private void SetCluster(byte* entry, uint cluster)
    {
        Words.Set16(entry + FatLayout.ClusterLow, cluster & 0xffff);
        if (Volume->IsFat32)
        {
            Words.Set16(entry + FatLayout.ClusterHigh, cluster >> 16);
        }
    }

    private uint FirstClusterOf(byte* entry) =>
        Words.Get16(entry + FatLayout.ClusterLow) | (Volume->IsFat32 ? Words.Get16(entry + FatLayout.ClusterHigh) << 16 : 0);

    /// <summary>Writes what <see cref="FatOperation.Source"/> says under the new name into the directory that was resolved.</summary>
    private FatStatus InsertEntry(FatOperation* operation)
    {
        var status = FindRoom(operation);
        if (status != FatStatus.Done)
        {
            return status;
        }

        var name = &operation->New;
        if (!MayInsert(name->Sector))
        {
            return BeginCommit();
        }

        status = name->PassedSector != 0 ? LoadForChange(name->PassedSector, out _) : FatStatus.Done;
        status = status == FatStatus.Done ? LoadForChange(name->Sector, out _) : status;
        if (status != FatStatus.Done)
        {
            return status;
        }

        if (name->PassedSector != 0)
        {
            // Ignored: it was there a moment ago.
            _ = Load(name->PassedSector, out var passed);
            for (var slot = name->PassedSlot; slot < FatLayout.EntriesPerSector; slot++)
            {
                passed[slot * FatLayout.EntryBytes] = FatLayout.Unused;
            }

            NoteChange(name->PassedSector, Change.Late);
        }

        PutEntries(operation);
        return FatStatus.Done;
    }

    private void PutEntries(FatOperation* operation)
    {
        var name = &operation->New;

        // Ignored: the caller has looked.
        _ = Load(name->Sector, out var data);
        var at = data + (name->Slot * FatLayout.EntryBytes);
        var checksum = ShortNames.Checksum(name->Short);
        for (var part = name->Entries - 1; part > 0; part--)
        {
            WriteNamePart(at, operation->Name, operation->NameUnits, part, part == name->Entries - 1, checksum);
            at += FatLayout.EntryBytes;
        }

        var source = &operation->Source;
        WriteShort(at, source->Attributes, source->FirstCluster, source->Size, source->Modified);
        Words.Copy(at, name->Short, NewName.ShortBytes);
        source->EntrySector = name->Sector;
        source->EntrySlot = name->Slot + name->Entries - 1;
        if (name->EndsDirectory && source->EntrySlot + 1 < FatLayout.EntriesPerSector)
        {
            at[FatLayout.EntryBytes] = 0;
        }

        NoteChange(name->Sector, Change.Late);
    }

    private static void WriteNamePart(byte* entry, ushort* units, int count, int part, bool isLast, byte checksum)
    {
        Words.Clear(entry, FatLayout.EntryBytes);
        entry[0] = (byte)(isLast ? part | FatLayout.LastPart : part);
        entry[FatLayout.Attributes] = FatLayout.LongName;
        entry[FatLayout.Checksum] = checksum;
        for (var i = 0; i < FatLayout.UnitsPerPart; i++)
        {
            var unit = ((part - 1) * FatLayout.UnitsPerPart) + i;
            Words.Set16(entry + UnitOffset(i), unit < count ? units[unit] : unit == count ? 0 : 0xffffu);
        }
    }

    /// <summary>Finds where the entries of the new name go, and makes the directory larger when they go nowhere.</summary>
    private FatStatus FindRoom(FatOperation* operation)
    {
        var scan = &operation->Scan;
        var name = &operation->New;
        if (operation->PlaceStage == PlaceFind)
        {
            if (operation->NameUnits > FatLayout.MostNewUnits || !ShortNames.TryNumber(name))
            {
                return operation->NameUnits > FatLayout.MostNewUnits ? FatStatus.InvalidName : FatStatus.NoSpace;
            }

            if (!scan->HasRoom)
            {
                var status = PassEnd(operation);
                if (status != FatStatus.Done)
                {
                    return status;
                }
            }
            else
            {
                name->Sector = scan->RoomSector;
                name->Slot = scan->RoomSlot;
                name->EndsDirectory = scan->RoomIsAtEnd;
                operation->PlaceStage = PlaceReady;
            }
        }

        if (operation->PlaceStage == PlaceZero)
        {
            var status = ZeroCluster(operation, operation->RoomCluster);
            status = status == FatStatus.Done ? Link(scan->Cluster, operation->RoomCluster, false) : status;
            if (status != FatStatus.Done)
            {
                return status;
            }

            operation->PlaceStage = PlaceReady;
        }

        return FatStatus.Done;
    }

    /// <summary>The last sector in use has no room: takes the one behind it, or a new cluster.</summary>
    private FatStatus PassEnd(FatOperation* operation)
    {
        var scan = &operation->Scan;
        var name = &operation->New;
        if (scan->HasEndMark)
        {
            var status = EntrySector(scan, out name->PassedSector);
            if (status != FatStatus.Done)
            {
                return status;
            }

            name->PassedSlot = (int)(scan->Index % FatLayout.EntriesPerSector);
            scan->Index += (uint)(FatLayout.EntriesPerSector - name->PassedSlot);
            scan->HasEndMark = false;
            scan->HasRoom = false;
            name->EndsDirectory = true;
        }

        var next = EntrySector(scan, out name->Sector);
        name->Slot = 0;
        if (next == FatStatus.Done)
        {
            // Only an end mark that was passed leads here: without one the scan goes to the end of the chain.
            operation->PlaceStage = PlaceReady;
            return next;
        }

        if (next != FatStatus.EndOfDirectory || scan->First == 0 || scan->Index >= FatLayout.MostEntries)
        {
            return next == FatStatus.EndOfDirectory ? FatStatus.NoSpace : next;
        }

        next = Allocate(scan->Cluster, out operation->RoomCluster);
        name->Sector = next == FatStatus.Done ? Volume->SectorOf(operation->RoomCluster) : 0;
        name->EndsDirectory = false;
        operation->ZeroedSectors = 0;
        operation->PlaceStage = next == FatStatus.Done ? PlaceZero : PlaceFind;
        return next;
    }
}
