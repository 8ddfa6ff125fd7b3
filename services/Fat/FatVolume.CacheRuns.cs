// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>Several sectors read at once.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    /// <summary>Sectors of a run at most. Places in a row are taken, from a multiple of this on.</summary>
    private const int RunSectors = 16;

    /// <summary>Gives a sector; when it is not in memory, those up to an end that follow it come in the same request.</summary>
    private FatStatus LoadAhead(uint sector, uint end, out byte* data)
    {
        if (Find(sector) == NoEntry)
        {
            var most = Math.Min(Math.Min(RunSectors, TDevice.MostBlocks(device)), end - sector);
            uint count = 1;
            while (count < most && Find(sector + count) == NoEntry)
            {
                count++;
            }

            if (count > 1 && TryLoadRun(sector, count))
            {
                data = null;
                return FatStatus.Pending;
            }
        }

        return Load(sector, out data);
    }

    private bool TryLoadRun(uint sector, uint count)
    {
        var first = TakeRun();
        if (first == NoEntry || !TDevice.TryStart(device, BlockCommand.Read, sector, count, BufferOf(first), (ushort)first))
        {
            return false;
        }

        state->Statistics.Reads++;
        for (uint i = 0; i < count; i++)
        {
            Insert(first + (int)i, sector + i, CacheState.Loading);
        }

        state->Entries[first].RunLength = (byte)count;
        return true;
    }

    /// <summary>Takes places in a row that can all be given up, those that were unused for longest.</summary>
    private int TakeRun()
    {
        var best = NoEntry;
        uint bestAge = 0;
        for (var first = 0; first + RunSectors <= state->EntryCount; first += RunSectors)
        {
            if (TryTellAge(first, out var age) && (best == NoEntry || age > bestAge))
            {
                best = first;
                bestAge = age;
            }
        }

        for (var i = 0; best != NoEntry && i < RunSectors; i++)
        {
            if (state->Entries[best + i].State != CacheState.Empty)
            {
                Drop(best + i);
            }
        }

        return best;
    }

    /// <summary>Tells how long places in a row were not used; false when one of them cannot be given up.</summary>
    private bool TryTellAge(int first, out uint age)
    {
        age = uint.MaxValue;
        for (var i = first; i < first + RunSectors; i++)
        {
            var entry = state->Entries + i;
            if (entry->State == CacheState.Empty)
            {
                continue;
            }

            if (entry->State != CacheState.Valid || entry->Change != Change.None)
            {
                return false;
            }

            age = Math.Min(age, state->Clock - entry->LastUse);
        }

        return true;
    }

    /// <summary>A request to read has ended. Of a run that could not be read the first sector has failed, for which it was asked.</summary>
    private void CompleteRead(int first, bool hasSucceeded)
    {
        int count = state->Entries[first].RunLength;
        state->Entries[first].State = hasSucceeded ? CacheState.Valid : CacheState.Failed;
        state->Entries[first].LastUse = ++state->Clock;
        for (var i = first + 1; i < first + count; i++)
        {
            state->Entries[i].State = CacheState.Valid;
            state->Entries[i].LastUse = state->Clock;
            if (!hasSucceeded)
            {
                Drop(i);
            }
        }
    }
}
