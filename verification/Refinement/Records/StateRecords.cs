// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Records;

/// <summary>A state of the kernel as records of plain words: the common form of the kernel's memory and of the specification's state,
/// in which both can be compared, hashed and printed.</summary>
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

    /// <summary>What tells the set of records from others.</summary>
    public Fingerprint Fingerprint { get; private set; }

    /// <summary>Forgets all records.</summary>
    public void Clear()
    {
        wordCount = 0;
        Count = 0;
        Fingerprint = default;
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

        int length = wordCount - openStart;
        places[Count++] = new RecordPlace(openKind, openContainer, openIndex, openStart, length);
        Fingerprint += Fingerprint.Of(openKind, openContainer, openIndex, words.AsSpan(openStart, length));
    }

    /// <summary>Kind of a record.</summary>
    public RecordKind KindOf(int record) => places[record].Kind;

    /// <summary>First part of a record's key: an object's address, or that of a slot's container.</summary>
    public ulong ContainerOf(int record) => places[record].Container;

    /// <summary>Second part of a record's key.</summary>
    public ulong IndexOf(int record) => places[record].Index;

    /// <summary>The words of a record.</summary>
    public ReadOnlySpan<ulong> WordsOf(int record) => words.AsSpan(places[record].Start, places[record].Length);

    /// <summary>Whether both have the same records.</summary>
    public bool IsSameAs(StateRecords other) => Count == other.Count && Fingerprint == other.Fingerprint;

    /// <summary>Compares record by record and tells, for people, what differs.</summary>
    public IEnumerable<string> DifferencesFrom(StateRecords expected)
    {
        Array.Sort(places, 0, Count);
        Array.Sort(expected.places, 0, expected.Count);
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
}
