// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Room for the workers of a case, and their stacks and IPC buffers.</summary>
[InlineArray(Count)]
internal unsafe struct Workers
{
    /// <summary>Most workers: as many as the assembly file has memory for.</summary>
    public const int Count = 24;

    private const ulong StackBytes = 16384;
    private const ulong BytesEach = StackBytes + 4096;

    private static Workers all;

    private Worker first;

    /// <summary>A worker, with its memory.</summary>
    public static Worker* At(int index)
    {
        var worker = (Worker*)Unsafe.AsPointer(ref all[index]);
        *worker = default;
        worker->StackTop = MemoryStart() + ((ulong)index * BytesEach) + StackBytes;
        worker->BufferAddress = worker->StackTop;
        return worker;
    }

    [RuntimeImport("conformance_worker_memory")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong MemoryStart();
}
