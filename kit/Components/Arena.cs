// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>Memory for objects whose number is known when the component starts. It is zero at first and never given back.</summary>
/// <remarks>Its limit is 'arena_size' in the description; a component that asks for more stops with a fault.</remarks>
public static unsafe class Arena
{
    private const ulong Alignment = 16;

    private static ulong used;

    /// <summary>Bytes that are left.</summary>
    public static ulong Free => Configuration.Header->ArenaBytes - used;

    /// <summary>A new object.</summary>
    public static ref T New<T>()
        where T : unmanaged => ref *(T*)Take((ulong)sizeof(T));

    /// <summary>A new array.</summary>
    public static Span<T> Array<T>(int length)
        where T : unmanaged
    {
        Require.That(length >= 0);
        return new Span<T>(Take((ulong)length * (ulong)sizeof(T)), length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void* Take(ulong bytes)
    {
        if (bytes > Free)
        {
            Failure.Stop("the arena is used up; give the component a larger arena_size"u8);
        }

        var address = Configuration.Header->ArenaAddress + used;
        used += Math.Min((bytes + Alignment - 1) & ~(Alignment - 1), Free);
        return (void*)address;
    }
}
