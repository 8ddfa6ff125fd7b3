// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Boot;

/// <summary>A set of physical addresses, as disjoint ranges of whole pages.</summary>
/// <remarks>Invariant: starts and ends are page aligned, no range is empty, no two overlap. Used while booting only.</remarks>
public unsafe struct MemoryMap
{
    /// <summary>Ranges there is room for; a split that finds none keeps the larger part.</summary>
    public const int Capacity = 96;

    /// <summary>What Allocate returns when there is no such block.</summary>
    public const ulong NoBlock = ulong.MaxValue;

    private const ulong PageMask = 0xfff;

    /// <summary>Number of ranges.</summary>
    public int Count;

    /// <summary>First address of each.</summary>
    public fixed ulong Starts[Capacity];

    /// <summary>First address behind each.</summary>
    public fixed ulong Ends[Capacity];

    /// <summary>Adds the whole pages of a range; what is there already stays once.</summary>
    public static void Add(MemoryMap* map, ulong start, ulong end)
    {
        start = (start + PageMask) & ~PageMask;
        end &= ~PageMask;
        if (start >= end)
        {
            return;
        }

        Remove(map, start, end);
        for (int i = 0; i < map->Count; i++)
        {
            if (map->Ends[i] == start)
            {
                map->Ends[i] = end;
                return;
            }
        }

        Append(map, start, end);
    }

    /// <summary>Removes every page that a range touches.</summary>
    public static void Remove(MemoryMap* map, ulong start, ulong end)
    {
        start &= ~PageMask;
        end = end > ~PageMask ? ~PageMask : (end + PageMask) & ~PageMask;
        if (start >= end)
        {
            return;
        }

        for (int i = map->Count - 1; i >= 0; i--)
        {
            ulong oldStart = map->Starts[i];
            ulong oldEnd = map->Ends[i];
            if (oldStart >= end || oldEnd <= start)
            {
                continue;
            }

            ulong below = start > oldStart ? start - oldStart : 0;
            ulong above = oldEnd > end ? oldEnd - end : 0;
            if (below == 0 && above == 0)
            {
                Drop(map, i);
            }
            else if (below != 0 && above != 0 && map->Count < Capacity)
            {
                map->Ends[i] = start;
                Append(map, end, oldEnd);
            }
            else if (below >= above)
            {
                map->Ends[i] = start;
            }
            else
            {
                map->Starts[i] = end;
            }
        }
    }

    /// <summary>Takes the highest block of a size (whole pages) and alignment that ends at or below a limit.</summary>
    public static ulong Allocate(MemoryMap* map, ulong bytes, ulong alignment, ulong limit)
    {
        ulong best = NoBlock;
        for (int i = 0; i < map->Count; i++)
        {
            ulong end = map->Ends[i] < limit ? map->Ends[i] : limit;
            if (end < bytes || end - bytes < map->Starts[i])
            {
                continue;
            }

            ulong block = (end - bytes) & ~(alignment - 1);
            if (block >= map->Starts[i] && (best == NoBlock || block > best))
            {
                best = block;
            }
        }

        if (best != NoBlock)
        {
            Remove(map, best, best + bytes);
        }

        return best;
    }

    /// <summary>Puts the ranges in the order of their addresses.</summary>
    public static void Sort(MemoryMap* map)
    {
        for (int i = 1; i < map->Count; i++)
        {
            ulong start = map->Starts[i];
            ulong end = map->Ends[i];
            int j = i;
            for (; j > 0 && map->Starts[j - 1] > start; j--)
            {
                map->Starts[j] = map->Starts[j - 1];
                map->Ends[j] = map->Ends[j - 1];
            }

            map->Starts[j] = start;
            map->Ends[j] = end;
        }
    }

    private static void Append(MemoryMap* map, ulong start, ulong end)
    {
        if (map->Count < Capacity)
        {
            map->Starts[map->Count] = start;
            map->Ends[map->Count] = end;
            map->Count++;
        }
    }

    private static void Drop(MemoryMap* map, int index)
    {
        map->Count--;
        map->Starts[index] = map->Starts[map->Count];
        map->Ends[index] = map->Ends[map->Count];
    }
}
