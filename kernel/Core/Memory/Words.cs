// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Kernel.Memory;

/// <summary>Word-wise copying, which keeps vector registers out of the kernel.</summary>
public static unsafe class Words
{
    /// <summary>Copies words; the regions must not overlap.</summary>
    public static void Copy(ulong* destination, ulong* source, ulong count)
    {
        for (ulong i = 0; i < count; i++)
        {
            Volatile.Write(ref destination[i], source[i]);
        }
    }
}
