// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Tcp;

/// <summary>Order of sequence numbers, which wrap. Source: RFC 9293, 3.4.</summary>
internal static class Sequence
{
    /// <summary>Whether one number comes before another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBefore(uint one, uint other) => (int)(one - other) < 0;

    /// <summary>Whether one number comes after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAfter(uint one, uint other) => (int)(one - other) > 0;

    /// <summary>The earlier of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Earlier(uint one, uint other) => IsBefore(one, other) ? one : other;

    /// <summary>The later of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Later(uint one, uint other) => IsBefore(one, other) ? other : one;
}
