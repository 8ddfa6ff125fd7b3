// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Which I/O ports some capability conveys.</summary>
public static unsafe class X64Ports
{
    /// <summary>Number of I/O ports. Source: Intel SDM 1, 18.3.</summary>
    public const ulong Count = 1 << 16;

    /// <summary>Words of the bitmap.</summary>
    public const int BitmapWords = (int)(Count / BitsPerWord);

    private const int BitsPerWord = 64;

    /// <summary>Whether none of the ports from first to last is in use.</summary>
    /// <remarks>Bound: BitmapWords.</remarks>
    [LoopBound(BitmapWords)]
    public static bool AreFree(ulong first, ulong last)
    {
        ulong* words = Machine.State->Arch.PortsInUse;
        for (ulong word = first / BitsPerWord; word <= last / BitsPerWord; word++)
        {
            if ((words[word] & Mask(word, first, last)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Marks ports as used or free.</summary>
    [LoopBound(BitmapWords)]
    public static void Set(ulong first, ulong last, bool isUsed)
    {
        ulong* words = Machine.State->Arch.PortsInUse;
        for (ulong word = first / BitsPerWord; word <= last / BitsPerWord; word++)
        {
            ulong mask = Mask(word, first, last);
            words[word] = isUsed ? words[word] | mask : words[word] & ~mask;
        }
    }

    /// <summary>Bits of a word of the bitmap that lie in the range.</summary>
    // Bound: capabilities convey different ports, so those deleted in one stretch cover each word once, but for words that
    // two share; issuing one goes over its words twice.
    [CallLimit((2 * BitmapWords) + ProfileParameters.PreemptionWorkUnits)]
    private static ulong Mask(ulong word, ulong first, ulong last)
    {
        ulong mask = ulong.MaxValue;
        if (word == first / BitsPerWord)
        {
            mask <<= (int)(first % BitsPerWord);
        }

        if (word == last / BitsPerWord)
        {
            mask &= ulong.MaxValue >> (int)(BitsPerWord - 1 - (last % BitsPerWord));
        }

        return mask;
    }
}
