// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Objects;

/// <summary>Thread control block: registers, what the thread waits for, its place in the queues, its five capability slots.</summary>
/// <remarks>The user context lies at offset 0, where the entry and exit stubs save and load it. The object's size is
/// 2^TcbBits of the profile; the floating-point save area is its last part (see FpuArea).</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct Tcb
{
    /// <summary>Saved registers of the thread.</summary>
    public UserContext Context;

    /// <summary>What the thread is doing.</summary>
    public ThreadState State;

    /// <summary>Endpoint or notification whose queue holds the thread, when it is blocked on one.</summary>
    public ulong BlockingObject;

    /// <summary>Badge of the capability a blocked sender used.</summary>
    public ulong BlockingBadge;

    /// <summary>BlockedFlags of the operation the thread is blocked in.</summary>
    public BlockedFlags Blocked;

    /// <summary>Reply object of a thread blocked on receive (to be given to its caller) or on reply (that names it).</summary>
    public Reply* Reply;

    /// <summary>Scheduling context the thread runs on, null for a passive thread that has none now.</summary>
    public SchedContext* SchedContext;

    /// <summary>Scheduling context that this thread yielded to and waits for.</summary>
    public SchedContext* YieldTo;

    /// <summary>Notification bound to the thread.</summary>
    public Notification* BoundNotification;

    /// <summary>Scheduling priority, 0 to 255.</summary>
    public byte Priority;

    /// <summary>Highest priority the thread may give.</summary>
    public byte MaximumControlledPriority;

    /// <summary>Scheduling domain.</summary>
    public byte Domain;

    /// <summary>Which of the scheduler's queues hold the thread (QueueFlags).</summary>
    public QueueFlags Queues;

    /// <summary>Flags that user level may set (seL4_TCBFlag).</summary>
    public uint Flags;

    /// <summary>Successor in the ready queue, left child in the release queue.</summary>
    public Tcb* SchedulerNext;

    /// <summary>Predecessor in the ready queue, right child in the release queue.</summary>
    public Tcb* SchedulerPrevious;

    /// <summary>Parent in the release queue, null at its root.</summary>
    public Tcb* ReleaseParent;

    /// <summary>Number that orders threads with the same release time.</summary>
    public ulong ReleaseSequence;

    /// <summary>Distance to the nearest missing child in the release queue.</summary>
    public uint ReleaseRank;

    /// <summary>Successor in the endpoint or notification queue.</summary>
    public Tcb* QueueNext;

    /// <summary>Predecessor in the endpoint or notification queue.</summary>
    public Tcb* QueuePrevious;

    /// <summary>In the first thread of a priority in such a queue: the last one of that priority, and the other way round.</summary>
    public Tcb* QueueGroup;

    /// <summary>Fault that the thread is stopped by (FaultType, zero when none).</summary>
    public Fault Fault;

    /// <summary>Lookup failure that belongs to a capability fault.</summary>
    public LookupFailure LookupFailure;

    /// <summary>Address of the IPC buffer in the thread's address space.</summary>
    public ulong IpcBufferAddress;

    /// <summary>Root of the capability space.</summary>
    public Slot CSpaceRoot;

    /// <summary>Root of the address space.</summary>
    public Slot VSpaceRoot;

    /// <summary>Frame that holds the IPC buffer.</summary>
    public Slot IpcBufferFrame;

    /// <summary>Endpoint that receives the thread's faults.</summary>
    public Slot FaultHandler;

    /// <summary>Endpoint that receives the thread's timeout faults.</summary>
    public Slot TimeoutHandler;

    /// <summary>Name given by user level for debugging: up to 31 bytes and a zero.</summary>
    public ThreadName Name;

    /// <summary>State that only the architecture knows (debug registers and the like).</summary>
    public ArchThreadState Arch;
}
