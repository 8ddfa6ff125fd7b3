// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net;

/// <summary>Blocks of bytes at addresses.</summary>
internal static unsafe class Bytes
{
    /// <summary>Copies bytes between regions that do not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(byte* destination, byte* source, int count) => Buffer.MemoryCopy(source, destination, (uint)count, (uint)count);

    /// <summary>Sets bytes to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(void* destination, int count) => new Span<byte>(destination, count).Clear();
}
