// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Kernel.Memory;

/// <summary>Word-wise copying and clearing, which keep vector registers out of the kernel.</summary>
public static unsafe class Words
{
    private const ulong WordsAtOnce = 8;

    /// <summary>Copies words; the regions must not overlap.</summary>
    public static void Copy(ulong* destination, ulong* source, ulong count)
    {
        for (ulong i = 0; i < count; i++)
        {
            Volatile.Write(ref destination[i], source[i]);
        }
    }

    /// <summary>Clears words.</summary>
    /// <remarks>Eight in a row, since this loop is most of what Retype costs.</remarks>
    public static void Zero(ulong* destination, ulong count)
    {
        ulong* end = destination + count;
        ulong* evenEnd = destination + (count & ~(WordsAtOnce - 1));
        while (destination != evenEnd)
        {
            Volatile.Write(ref destination[0], 0);
            Volatile.Write(ref destination[1], 0);
            Volatile.Write(ref destination[2], 0);
            Volatile.Write(ref destination[3], 0);
            Volatile.Write(ref destination[4], 0);
            Volatile.Write(ref destination[5], 0);
            Volatile.Write(ref destination[6], 0);
            Volatile.Write(ref destination[7], 0);
            destination += WordsAtOnce;
        }

        while (destination != end)
        {
            Volatile.Write(ref *destination, 0);
            destination++;
        }
    }
}
