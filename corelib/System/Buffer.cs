// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Blocks of memory.</summary>
public static unsafe class Buffer
{
    /// <summary>Copies bytes between regions that may overlap.</summary>
    public static void MemoryCopy(void* source, void* destination, ulong destinationSizeInBytes, ulong sourceBytesToCopy)
    {
        if (sourceBytesToCopy > destinationSizeInBytes)
        {
            Panic.ArgumentOutOfRange();
        }

        SpanHelpers.Memmove(ref *(byte*)destination, ref *(byte*)source, (nuint)sourceBytesToCopy);
    }

    /// <summary>What the code generator calls to copy structures that hold object references.</summary>
    internal static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint byteCount)
        => SpanHelpers.Memmove(ref destination, ref source, byteCount);
}
