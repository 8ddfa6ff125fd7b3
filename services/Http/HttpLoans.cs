// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Pieces of content that a connection has been lent: they go back in the order in which the peer has them.</summary>
public unsafe struct HttpLoans
{
    /// <summary>The number of what is not lent.</summary>
    public const ushort None = ushort.MaxValue;

    /// <summary>Pieces at once.</summary>
    public const int Most = 8;

    private fixed uint ends[Most];
    private fixed ushort numbers[Most];
    private uint first;
    private uint count;

    /// <summary>Pieces lent.</summary>
    internal readonly uint Count => count;

    /// <summary>Notes a piece and the number of bytes that the peer must have before it goes back.</summary>
    internal void Add(ushort number, uint end)
    {
        var place = (first + count) % Most;
        numbers[place] = number;
        ends[place] = end;
        count++;
    }

    /// <summary>Takes out the oldest piece if the peer has so many bytes as it needs; false when it does not, or there is none.</summary>
    internal bool TryTake(uint delivered, out ushort number)
    {
        number = numbers[first % Most];
        if (count == 0 || (int)(delivered - ends[first % Most]) < 0)
        {
            return false;
        }

        first++;
        count--;
        return true;
    }

    /// <summary>Takes out the oldest piece, whatever the peer has; false when there is none.</summary>
    internal bool TryTakeAny(out ushort number)
    {
        number = numbers[first % Most];
        if (count == 0)
        {
            return false;
        }

        first++;
        count--;
        return true;
    }
}
