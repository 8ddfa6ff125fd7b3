// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Timer.Hpet;

/// <summary>The timeouts of all clients, the earliest first.</summary>
/// <remarks>
/// A binary heap of timeouts' numbers, with the place of each: setting, cancelling and taking cost a logarithm of how many there are.
/// Invariant: order[places[n] - 1] is n for each n that is set, and no timeout is before the one above it, which is at half its place.
/// </remarks>
internal struct TimeoutQueue
{
    /// <summary>How many there can be.</summary>
    public const int Length = 62 * 64;

    private Deadlines deadlines;
    private Numbers order;
    private Numbers places;

    /// <summary>How many are set.</summary>
    public int Count { get; private set; }

    /// <summary>The earliest; there must be one.</summary>
    public readonly int First => order[0];

    /// <summary>When a timeout that is set passes.</summary>
    public readonly ulong Deadline(int number) => deadlines[number];

    /// <summary>Whether a timeout is set.</summary>
    public readonly bool IsSet(int number) => places[number] != 0;

    /// <summary>Sets a timeout, or sets it anew.</summary>
    public void Set(int number, ulong deadline)
    {
        Cancel(number);
        deadlines[number] = deadline;
        Count++;
        Rise(Count, number);
    }

    /// <summary>Takes a timeout back if it is set.</summary>
    public void Cancel(int number)
    {
        int place = places[number];
        if (place == 0)
        {
            return;
        }

        places[number] = 0;
        int last = order[Count - 1];
        Count--;
        if (last == number)
        {
            return;
        }

        // The last one takes the empty place, and goes on from there to where it belongs.
        if (place > 1 && deadlines[last] < deadlines[order[(place / 2) - 1]])
        {
            Rise(place, last);
        }
        else
        {
            Sink(place, last);
        }
    }

    private void Rise(int place, int number)
    {
        while (place > 1 && deadlines[number] < deadlines[order[(place / 2) - 1]])
        {
            Put(place, order[(place / 2) - 1]);
            place /= 2;
        }

        Put(place, number);
    }

    private void Sink(int place, int number)
    {
        while (place * 2 <= Count)
        {
            var child = place * 2;
            if (child < Count && deadlines[order[child]] < deadlines[order[child - 1]])
            {
                child++;
            }

            if (deadlines[number] <= deadlines[order[child - 1]])
            {
                break;
            }

            Put(place, order[child - 1]);
            place = child;
        }

        Put(place, number);
    }

    private void Put(int place, int number)
    {
        order[place - 1] = (ushort)number;
        places[number] = (ushort)place;
    }
}
