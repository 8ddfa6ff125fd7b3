// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Tcp;

/// <summary>A first sequence number from which a connection can be made when it comes back, so that nothing is kept for a SYN.</summary>
/// <remarks>
/// From the highest bit: 5 bits of a clock of 64-second steps, 3 bits for the peer's segment size, 24 bits of a keyed hash of the
/// endpoints, the
/// peer's first sequence number and those eight bits. Windows are not scaled and acknowledgements not selective in such a connection.
/// Source: Bernstein, "SYN cookies", 1996; RFC 4987, 3.6.
/// </remarks>
internal static unsafe class SynCookie
{
    private const int StepShift = 26;
    private const uint HashMask = 0xff_ffff;
    private const ulong Domain = 0x636f_6f6b_6965_0000;

    /// <summary>How long a cookie is good: two steps of the clock.</summary>
    public const ulong LifetimeMicroseconds = 2ul << StepShift;

    private static ReadOnlySpan<ushort> Sizes => [64, 216, 536, 1024, 1220, 1360, 1440, 1460];

    /// <summary>Makes a cookie.</summary>
    public static uint Make(NetworkState* net, ulong key, uint initialReceive, ushort maximumSegment)
    {
        var index = 7;
        while (index > 0 && Sizes[index] > maximumSegment)
        {
            index--;
        }

        var bits = ((uint)(net->NowMicroseconds >> StepShift) << 3) | (uint)index;
        return ((bits & 0xff) << 24) | Hash(net, key, initialReceive, (byte)bits);
    }

    /// <summary>Checks a cookie that came back.</summary>
    public static bool TryRead(NetworkState* net, ulong key, uint initialReceive, uint cookie, out ushort maximumSegment)
    {
        var bits = (byte)(cookie >> 24);
        var age = ((uint)(net->NowMicroseconds >> StepShift) - (uint)(bits >> 3)) & 0x1f;
        maximumSegment = Sizes[bits & 7];
        return age <= 1 && (cookie & HashMask) == Hash(net, key, initialReceive, bits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Hash(NetworkState* net, ulong key, uint initialReceive, byte bits) =>
        (uint)SipHash.Of(net->Tcp.Secret0, net->Tcp.Secret1, key, Domain ^ ((ulong)bits << 32) ^ initialReceive) & HashMask;
}
