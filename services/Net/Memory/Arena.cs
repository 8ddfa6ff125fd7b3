// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Memory;

/// <summary>Hands out parts of one block of memory, once and for good.</summary>
/// <remarks>An arena over no memory measures: it counts what is taken, and what it returns may not be used.</remarks>
internal unsafe struct Arena(byte* start, ulong length)
{
    private const ulong Alignment = 64;

    private readonly byte* start = start;
    private readonly ulong length = length;
    private ulong used;

    /// <summary>Bytes taken.</summary>
    public readonly ulong Used => used;

    /// <summary>Whether more was taken than there is.</summary>
    public readonly bool IsExhausted => used > length;

    /// <summary>Takes memory for a number of values.</summary>
    public T* Take<T>(long count)
        where T : unmanaged
    {
        var at = used;
        used += (((ulong)count * (uint)sizeof(T)) + Alignment - 1) & ~(Alignment - 1);
        return IsExhausted ? null : (T*)(start + at);
    }
}
