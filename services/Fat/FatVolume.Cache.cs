// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Fat;

/// <content>Sectors in memory.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private const int NoEntry = -1;
    private const int LeastUnchanged = 8;

    private static int HeadOf(uint sector) => (int)((sector ^ (sector >> 8)) & (VolumeState.HashHeads - 1));

    /// <summary>Gives a sector, from memory or the device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FatStatus Load(uint sector, out byte* data)
    {
        var index = Find(sector);
        if (index != NoEntry && state->Entries[index].State is CacheState.Valid or CacheState.Writing or CacheState.Stalled)
        {
            state->Entries[index].LastUse = ++state->Clock;
            data = BufferOf(index);
            return FatStatus.Done;
        }

        return LoadMissing(sector, index, out data);
    }

    private FatStatus LoadMissing(uint sector, int index, out byte* data)
    {
        data = null;
        if (index != NoEntry)
        {
            if (state->Entries[index].State != CacheState.Failed)
            {
                return FatStatus.Pending;
            }

            Drop(index);
            return FatStatus.DeviceError;
        }

        index = TakePlace();
        if (index == NoEntry || !TDevice.TryStart(device, BlockCommand.Read, sector, 1, BufferOf(index), (ushort)index))
        {
            return FatStatus.Pending;
        }

        state->Statistics.Reads++;
        Insert(index, sector, CacheState.Loading);
        return FatStatus.Pending;
    }

    /// <summary>Gives a sector that may be changed now; nothing is changed yet.</summary>
    private FatStatus LoadForChange(uint sector, out byte* data)
    {
        var status = Load(sector, out data);
        return status == FatStatus.Done && state->Entries[Find(sector)].State != CacheState.Valid ? FatStatus.Pending : status;
    }

    /// <summary>Gives a sector without reading it: it is zero.</summary>
    private FatStatus LoadZero(uint sector, out byte* data)
    {
        var index = Find(sector);
        if (index != NoEntry)
        {
            var status = LoadForChange(sector, out data);
            if (status == FatStatus.Done)
            {
                Words.Clear(data, FatLayout.SectorBytes);
            }

            return status;
        }

        data = null;
        index = TakePlace();
        if (index == NoEntry)
        {
            return FatStatus.Pending;
        }

        Insert(index, sector, CacheState.Valid);
        data = BufferOf(index);
        Words.Clear(data, FatLayout.SectorBytes);
        return FatStatus.Done;
    }

    /// <summary>Says that a sector, which may be changed now, was. What is early stays so: it is new as a whole.</summary>
    private void NoteChange(uint sector, Change change)
    {
        var entry = state->Entries + Find(sector);
        if (entry->Change == Change.None)
        {
            entry->Change = change;
            state->ChangedCount++;
            state->LateCount += change == Change.Late ? 1 : 0;
        }
    }

    /// <summary>Writes every changed sector of a kind, and ends when all are written.</summary>
    private FatStatus WriteBack(Change change)
    {
        var isDone = true;
        for (var i = 0; i < state->EntryCount; i++)
        {
            var entry = state->Entries + i;
            if (entry->Change != change)
            {
                continue;
            }

            isDone = false;
            if (entry->State == CacheState.Valid && !StartWrite(i))
            {
                return FatStatus.Pending;
            }
        }

        return isDone ? FatStatus.Done : FatStatus.Pending;
    }

    /// <summary>Makes durable what is written.</summary>
    private FatStatus FlushDevice()
    {
        if (state->FlushStage == FlushDone)
        {
            state->FlushStage = FlushIdle;
            return state->IsBroken ? FatStatus.DeviceError : FatStatus.Done;
        }

        if (state->FlushStage == FlushIdle)
        {
            if (!state->IsUnflushed)
            {
                return FatStatus.Done;
            }

            if (TDevice.TryStart(device, BlockCommand.Flush, 0, 0, null, FlushId))
            {
                state->FlushStage = FlushWaits;
                state->IsUnflushed = false;
                state->Statistics.Flushes++;
            }
        }

        return FatStatus.Pending;
    }

    /// <summary>Forgets sectors that are about to be written past the cache; not done while the device uses one of them.</summary>
    private FatStatus Forget(uint first, uint count)
    {
        for (var i = 0; i < state->EntryCount; i++)
        {
            var entry = state->Entries + i;
            if (entry->State != CacheState.Empty && entry->Sector - first < count)
            {
                if (entry->State is not (CacheState.Valid or CacheState.Failed))
                {
                    return FatStatus.Pending;
                }

                Drop(i);
            }
        }

        return FatStatus.Done;
    }

    /// <summary>Has sectors written that are about to be read past the cache.</summary>
    private FatStatus Settle(uint first, uint count)
    {
        var status = FatStatus.Done;
        for (var i = 0; state->ChangedCount != 0 && i < state->EntryCount; i++)
        {
            var entry = state->Entries + i;
            if (entry->Change != Change.None && entry->Sector - first < count)
            {
                status = FatStatus.Pending;
                if (entry->State == CacheState.Valid && !StartWrite(i))
                {
                    return status;
                }
            }
        }

        return status;
    }

    private void CompleteSector(int index, bool hasSucceeded)
    {
        var entry = state->Entries + index;
        if (entry->State == CacheState.Loading)
        {
            CompleteRead(index, hasSucceeded);
        }
        else if (entry->State == CacheState.Writing)
        {
            state->IsBroken |= !hasSucceeded;
            entry->Copy++;
            if (IsTable(entry->Sector) && entry->Copy < Volume->TableCount)
            {
                ContinueWrite(index);
                return;
            }

            ForgetChange(entry);
            entry->State = CacheState.Valid;
        }
    }

    private bool StartWrite(int index)
    {
        var entry = state->Entries + index;
        entry->Copy = 0;
        if (!TDevice.TryStart(device, BlockCommand.Write, entry->Sector, 1, BufferOf(index), (ushort)index))
        {
            return false;
        }

        entry->State = CacheState.Writing;
        state->IsUnflushed = true;
        state->Statistics.Writes++;
        return true;
    }

    private void ContinueWrite(int index)
    {
        var entry = state->Entries + index;
        var sector = entry->Sector + (entry->Copy * Volume->TableSectors);
        var isStarted = TDevice.TryStart(device, BlockCommand.Write, sector, 1, BufferOf(index), (ushort)index);
        state->BusyCount += (entry->State == CacheState.Stalled ? -1 : 0) + (isStarted ? 0 : 1);
        entry->State = isStarted ? CacheState.Writing : CacheState.Stalled;
        state->IsUnflushed = true;
        state->Statistics.Writes += isStarted ? 1u : 0;
    }

    private void RestartStalled()
    {
        for (var i = 0; state->BusyCount != 0 && i < state->EntryCount; i++)
        {
            if (state->Entries[i].State == CacheState.Stalled)
            {
                ContinueWrite(i);
            }
        }
    }

    private bool IsTable(uint sector) => sector - Volume->TableStart < Volume->TableSectors;

    private byte* BufferOf(int index) => state->Buffers + (index * FatLayout.SectorBytes);

    private int Find(uint sector)
    {
        int index = state->Heads[HeadOf(sector)];
        while (index != 0 && state->Entries[index - 1].Sector != sector)
        {
            index = state->Entries[index - 1].Next;
        }

        return index - 1;
    }

    /// <summary>
    /// Takes the entry that was unused for longest. When few have no changes, one with changes is written first: a stage may need several
    /// sectors at once, and one must not drive out the other for ever.
    /// </summary>
    private int TakePlace()
    {
        var oldest = NoEntry;
        var oldestChange = NoEntry;
        var unchanged = 0;
        for (var i = 0; i < state->EntryCount; i++)
        {
            var entry = state->Entries + i;
            if (entry->State == CacheState.Empty)
            {
                return i;
            }

            if (entry->State != CacheState.Valid)
            {
                continue;
            }

            if (entry->Change == Change.None)
            {
                unchanged++;
                oldest = IsOlder(i, oldest) ? i : oldest;
            }
            else if (entry->Change == Change.Early)
            {
                oldestChange = IsOlder(i, oldestChange) ? i : oldestChange;
            }
        }

        if (unchanged < LeastUnchanged && oldestChange != NoEntry)
        {
            // Ignored: whether the device takes the request or not, the caller comes again.
            _ = StartWrite(oldestChange);
            return NoEntry;
        }

        if (oldest != NoEntry)
        {
            Drop(oldest);
        }

        return oldest;
    }

    private bool IsOlder(int index, int than) =>
        than == NoEntry || state->Clock - state->Entries[index].LastUse > state->Clock - state->Entries[than].LastUse;

    private void Insert(int index, uint sector, CacheState cacheState)
    {
        var entry = state->Entries + index;
        entry->Sector = sector;
        entry->State = cacheState;
        entry->Change = Change.None;
        entry->RunLength = 1;
        entry->LastUse = ++state->Clock;
        entry->Next = state->Heads[HeadOf(sector)];
        state->Heads[HeadOf(sector)] = (ushort)(index + 1);
    }

    private void Drop(int index)
    {
        var entry = state->Entries + index;
        var head = HeadOf(entry->Sector);
        if (state->Heads[head] == index + 1)
        {
            state->Heads[head] = entry->Next;
        }
        else
        {
            var before = state->Heads[head] - 1;
            while (state->Entries[before].Next != index + 1)
            {
                before = state->Entries[before].Next - 1;
            }

            state->Entries[before].Next = entry->Next;
        }

        ForgetChange(entry);
        entry->State = CacheState.Empty;
    }

    private void ForgetChange(CacheEntry* entry)
    {
        state->ChangedCount -= entry->Change != Change.None ? 1 : 0;
        state->LateCount -= entry->Change == Change.Late ? 1 : 0;
        entry->Change = Change.None;
    }
}
