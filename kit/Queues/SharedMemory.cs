// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;

namespace Caprock.Kit.Queues;

/// <summary>Memory that is really shared.</summary>
public readonly unsafe struct SharedMemory : ISharedMemory
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Load(uint* location) => Volatile.Read(ref *location);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(uint* location, uint value) => Volatile.Write(ref *location, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fence() => Interlocked.MemoryBarrier();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(T* location)
        where T : unmanaged => *location;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(T* location, T value)
        where T : unmanaged => *location = value;
}
