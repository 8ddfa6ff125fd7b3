// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Records;

/// <summary>A state of the kernel as sorted records of plain words: the common form of the kernel's memory and of the
/// specification's state, in which both can be compared, hashed and printed.</summary>
public sealed class StateRecords
{
    private ulong[] words = new ulong[1024];
    private RecordPlace[] places = new RecordPlace[128];
    private int wordCount;
    private RecordKind openKind;
    private ulong openContainer;
    private ulong openIndex;
    private int openStart;

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all records.</summary>
    public void Clear()
    {
        wordCount = 0;
        Count = 0;
    }

    /// <summary>Begins a record.</summary>
    public void Begin(RecordKind kind, ulong container, ulong index = 0)
    {
        openKind = kind;
        openContainer = container;
        openIndex = index;
        openStart = wordCount;
    }

    /// <summary>Adds a word to the record.</summary>
    public void Add(ulong word)
    {
        if (wordCount == words.Length)
        {
            Array.Resize(ref words, words.Length * 2);
        }

        words[wordCount++] = word;
    }

    /// <summary>Ends the record.</summary>
    public void End()
    {
        if (Count == places.Length)
        {
            Array.Resize(ref places, places.Length * 2);
        }

        places[Count++] = new RecordPlace(openKind, openContainer, openIndex, openStart, wordCount - openStart);
    }

    /// <summary>Orders the records when all are there.</summary>
    public void Sort() => Array.Sort(places, 0, Count);

    /// <summary>Kind of a record.</summary>
    public RecordKind KindOf(int record) => places[record].Kind;

    /// <summary>First part of a record's key: an object's address, or that of a slot's container.</summary>
    public ulong ContainerOf(int record) => places[record].Container;

    /// <summary>Second part of a record's key.</summary>
    public ulong IndexOf(int record) => places[record].Index;

    /// <summary>The words of a record.</summary>
    public ReadOnlySpan<ulong> WordsOf(int record) => words.AsSpan(places[record].Start, places[record].Length);

    /// <summary>Whether both have the same records.</summary>
    public bool IsSameAs(StateRecords other)
    {
        if (Count != other.Count || wordCount != other.wordCount)
        {
            return false;
        }

        for (int i = 0; i < Count; i++)
        {
            if (!places[i].HasKeyOf(other.places[i]) || !WordsOf(i).SequenceEqual(other.WordsOf(i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A copy.</summary>
    public StateRecords Copy()
    {
        var copy = new StateRecords { words = words[..wordCount], places = places[..Count], wordCount = wordCount };
        copy.Count = Count;
        return copy;
    }

    /// <summary>128 bits that differ for different states, but for an accident of probability 2^-128 for each pair.</summary>
    public UInt128 Hash()
    {
        ulong low = 0x9e3779b97f4a7c15;
        ulong high = 0xc2b2ae3d27d4eb4f;
        for (int i = 0; i < Count; i++)
        {
            ref readonly RecordPlace place = ref places[i];
            Mix(ref low, ref high, ((ulong)place.Kind << 32) | (uint)place.Length);
            Mix(ref low, ref high, place.Container);
            Mix(ref low, ref high, place.Index);
            foreach (ulong word in WordsOf(i))
            {
                Mix(ref low, ref high, word);
            }
        }

        return new UInt128(high, low);
    }

    /// <summary>Compares record by record and tells, for people, what differs.</summary>
    public IEnumerable<string> DifferencesFrom(StateRecords expected)
    {
        int mine = 0;
        int theirs = 0;
        while (mine < Count || theirs < expected.Count)
        {
            int order = mine == Count ? 1 : theirs == expected.Count ? -1 : places[mine].CompareTo(expected.places[theirs]);
            if (order < 0)
            {
                yield return "only in the kernel:        " + RecordText.Of(this, mine++);
            }
            else if (order > 0)
            {
                yield return "only in the specification: " + RecordText.Of(expected, theirs++);
            }
            else
            {
                if (!WordsOf(mine).SequenceEqual(expected.WordsOf(theirs)))
                {
                    yield return "kernel:                    " + RecordText.Of(this, mine);
                    yield return "specification:             " + RecordText.Of(expected, theirs);
                }

                mine++;
                theirs++;
            }
        }
    }

    private static void Mix(ref ulong low, ref ulong high, ulong word)
    {
        low = System.Numerics.BitOperations.RotateLeft(low ^ (word * 0xff51afd7ed558ccd), 29) * 0x9fb21c651e98df25;
        high = (System.Numerics.BitOperations.RotateLeft(high, 31) ^ word) * 0xd6e8feb86659fd93;
        high ^= low >> 32;
    }
}
