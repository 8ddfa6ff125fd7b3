// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>A bounded set of ranges of sequence numbers: in order, not touching one another.</summary>
/// <remarks>It says which data has arrived out of order, and which data the peer has acknowledged selectively.</remarks>
internal unsafe struct SequenceRanges
{
    /// <summary>Ranges that a set can have.</summary>
    public const int Capacity = 16;

    /// <summary>Words of memory that a set needs.</summary>
    public const int Words = Capacity * 2;

    private uint* bounds;

    /// <summary>How many ranges there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there are none.</summary>
    public readonly bool IsEmpty => Count == 0;

    /// <summary>Where the last range ends; only of a set that is not empty.</summary>
    public readonly uint HighestEnd => End(Count - 1);

    /// <summary>Gives the set its memory.</summary>
    public void Initialize(uint* words)
    {
        bounds = words;
        Count = 0;
    }

    /// <summary>Forgets all ranges.</summary>
    public void Clear() => Count = 0;

    /// <summary>The first number of a range.</summary>
    public readonly uint Start(int index) => bounds[index * 2];

    /// <summary>The number after a range.</summary>
    public readonly uint End(int index) => bounds[(index * 2) + 1];

    /// <summary>Adds a range that is not empty; what it touches becomes one with it. Refuses when the set is full.</summary>
    public bool TryAdd(uint start, uint end)
    {
        var first = 0;
        while (first < Count && Sequence.IsBefore(End(first), start))
        {
            first++;
        }

        var last = first;
        while (last < Count && !Sequence.IsAfter(Start(last), end))
        {
            start = Sequence.Earlier(start, Start(last));
            end = Sequence.Later(end, End(last));
            last++;
        }

        if (last == first && Count == Capacity)
        {
            return false;
        }

        Replace(first, last, start, end);
        return true;
    }

    /// <summary>Forgets everything before a number.</summary>
    public void RemoveBefore(uint sequence)
    {
        var gone = 0;
        while (gone < Count && !Sequence.IsAfter(End(gone), sequence))
        {
            gone++;
        }

        if (gone > 0)
        {
            Move(gone, 0);
            Count -= gone;
        }

        if (Count > 0 && Sequence.IsBefore(Start(0), sequence))
        {
            bounds[0] = sequence;
        }
    }

    /// <summary>The range that has a number; -1 for none.</summary>
    public readonly int Find(uint sequence)
    {
        for (var i = 0; i < Count && !Sequence.IsAfter(Start(i), sequence); i++)
        {
            if (Sequence.IsBefore(sequence, End(i)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first number from one on that no range has, and where the next range begins.</summary>
    /// <param name="sequence">Where to look from.</param>
    /// <param name="limit">What to answer for the end without a further range.</param>
    /// <param name="end">The end of the gap.</param>
    public readonly uint NextGap(uint sequence, uint limit, out uint end)
    {
        end = limit;
        for (var i = 0; i < Count; i++)
        {
            if (Sequence.IsBefore(sequence, Start(i)))
            {
                end = Sequence.Earlier(Start(i), limit);
                return sequence;
            }

            sequence = Sequence.Later(sequence, End(i));
        }

        return sequence;
    }

    /// <summary>How many numbers before a number the ranges have.</summary>
    public readonly uint CountBefore(uint sequence)
    {
        uint sum = 0;
        for (var i = 0; i < Count && Sequence.IsBefore(Start(i), sequence); i++)
        {
            sum += Sequence.Earlier(End(i), sequence) - Start(i);
        }

        return sum;
    }

    private void Replace(int first, int last, uint start, uint end)
    {
        if (last != first + 1)
        {
            Move(last, first + 1);
            Count += first + 1 - last;
        }

        bounds[first * 2] = start;
        bounds[(first * 2) + 1] = end;
    }

    /// <summary>Moves the ranges from an index on to another index.</summary>
    private readonly void Move(int from, int to)
    {
        var bytes = (Count - from) * 2 * sizeof(uint);
        Buffer.MemoryCopy(bounds + (from * 2), bounds + (to * 2), (uint)bytes, (uint)bytes);
    }
}
