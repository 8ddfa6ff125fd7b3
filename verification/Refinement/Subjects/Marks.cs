// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Subjects;

/// <summary>A set of addresses of a computer's memory, with a number for each, that is emptied at once.</summary>
internal sealed unsafe class Marks(byte* memory, ulong bytes)
{
    /// <summary>Nothing of which there are several lies closer together.</summary>
    private const int GrainBits = 4;

    private readonly uint[] turns = new uint[bytes >> GrainBits];
    private readonly int[] numbers = new int[bytes >> GrainBits];
    private readonly HashSet<ulong> others = [];
    private uint turn = 1;

    /// <summary>Empties the set.</summary>
    public void Clear()
    {
        turn++;
        others.Clear();
    }

    /// <summary>Adds an address; false when it was there. One that is not in the memory has no number.</summary>
    public bool Add(ulong address, int number = 0)
    {
        ulong place = (address - (ulong)memory) >> GrainBits;
        if (place >= (ulong)turns.Length)
        {
            return others.Add(address);
        }

        if (turns[place] == turn)
        {
            return false;
        }

        turns[place] = turn;
        numbers[place] = number;
        return true;
    }

    /// <summary>Number of an address, -1 when it is not in the set.</summary>
    public int NumberOf(ulong address)
    {
        ulong place = (address - (ulong)memory) >> GrainBits;
        return place < (ulong)turns.Length && turns[place] == turn ? numbers[place] : -1;
    }
}
