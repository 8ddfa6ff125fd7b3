// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Net.Timing;

namespace Caprock.Services.Net.Tcp;

/// <summary>What connections, handshakes and remains of connections have in common: the first field of each.</summary>
internal unsafe struct Flow
{
    /// <summary>The timer; the first field.</summary>
    public TimerNode Timer;

    /// <summary>The next in the same bucket, or the next free one.</summary>
    public Flow* Next;

    /// <summary>The peer's address, its port and ours as they lie in a received packet.</summary>
    public ulong Key;

    /// <summary>What this is.</summary>
    public FlowKind Kind;

    /// <summary>The key of a received packet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf(uint peerWire, uint portsWire) => peerWire | ((ulong)portsWire << 32);
}
