// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Fat;

/// <summary>Little-endian numbers at any address.</summary>
internal static unsafe class Words
{
    public static uint Get16(byte* at) => Unsafe.ReadUnaligned<ushort>(at);

    public static uint Get32(byte* at) => Unsafe.ReadUnaligned<uint>(at);

    public static void Set16(byte* at, uint value) => Unsafe.WriteUnaligned(at, (ushort)value);

    public static void Set32(byte* at, uint value) => Unsafe.WriteUnaligned(at, value);

    /// <summary>Sets bytes to zero.</summary>
    public static void Clear(void* at, int count) => new Span<byte>(at, count).Clear();

    /// <summary>Copies bytes between places that do not overlap.</summary>
    public static void Copy(byte* to, byte* from, uint count) => Buffer.MemoryCopy(from, to, count, count);
}
