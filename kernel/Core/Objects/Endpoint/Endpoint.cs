// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>A rendezvous for synchronous messages (16 bytes): one queue, of senders or of receivers, by priority.</summary>
/// <remarks>HeadAndState: address of the first queued thread, or'ed with EndpointState in bits 1..0 (threads are 2^11 aligned).
/// The state is Idle exactly when the queue is empty.</remarks>
public struct Endpoint
{
    /// <summary>First thread of the queue and the state.</summary>
    public ulong HeadAndState;

    /// <summary>Last thread of the queue.</summary>
    public ulong Tail;
}
