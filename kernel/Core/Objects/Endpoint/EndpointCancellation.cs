// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>How far a preempted cancellation of badged sends has come.</summary>
/// <remarks>Invariant: the cursor is null or in the queue of Endpoint. Only a pointer to compare with is kept of the endpoint; a
/// deleted one has an empty queue, so the cursor is null then.</remarks>
public unsafe struct EndpointCancellation
{
    /// <summary>Endpoint, null when no cancellation is under way.</summary>
    public Endpoint* Endpoint;

    /// <summary>Badge of the sends to cancel.</summary>
    public ulong Badge;

    /// <summary>Thread whose system call it is.</summary>
    public Tcb* Caller;

    /// <summary>Next thread to look at.</summary>
    public Tcb* Cursor;
}
