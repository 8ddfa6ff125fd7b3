// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>A thread.</summary>
/// <remarks>A thread has registers, a capability space, an address space, an IPC buffer, a priority, handlers for its faults, and it runs
/// while it has a scheduling context with budget. One without is passive: it runs on the time of its callers.</remarks>
public interface ITcb : ICapability
{
    /// <summary>Reads the first registers of a thread.</summary>
    /// <param name="suspendSource">Whether the thread is suspended too.</param>
    /// <param name="archFlags">Not used on any architecture here.</param>
    /// <param name="count">Number of registers.</param>
    /// <param name="registers">The registers.</param>
    [Invocation("TCBReadRegisters")]
    [Refuses(Error.IllegalOperation, "the thread is the caller")]
    [Refuses(Error.RangeError, "the count is zero or more than there are registers")]
    Error ReadRegisters(bool suspendSource, byte archFlags, ulong count, out UserContext registers);

    /// <summary>Sets the first registers of a thread.</summary>
    /// <param name="resumeTarget">Whether the thread is resumed too.</param>
    /// <param name="archFlags">Not used on any architecture here.</param>
    /// <param name="count">Number of registers.</param>
    /// <param name="registers">The registers.</param>
    [Invocation("TCBWriteRegisters")]
    [Refuses(Error.IllegalOperation, "the thread is the caller")]
    Error WriteRegisters(bool resumeTarget, byte archFlags, ulong count, UserContext registers);

    /// <summary>Copies registers from another thread.</summary>
    /// <param name="source">Thread that is read.</param>
    /// <param name="suspendSource">Whether it is suspended.</param>
    /// <param name="resumeTarget">Whether the thread written is resumed.</param>
    /// <param name="transferFrame">Whether to copy the registers that a system call reads, changes or keeps.</param>
    /// <param name="transferInteger">Whether to copy the others.</param>
    /// <param name="archFlags">Not used on any architecture here.</param>
    [Invocation("TCBCopyRegisters")]
    [Refuses(Error.InvalidCapability, "the source is not a thread")]
    Error CopyRegisters(ITcb source, bool suspendSource, bool resumeTarget, bool transferFrame, bool transferInteger, byte archFlags);

    /// <summary>Sets capability space, address space and IPC buffer at once.</summary>
    /// <param name="cspaceRoot">Root of the capability space.</param>
    /// <param name="cspaceRootData">Guard for the root, zero to leave it.</param>
    /// <param name="vspaceRoot">Root of the address space.</param>
    /// <param name="vspaceRootData">Not used on any architecture here.</param>
    /// <param name="buffer">Address of the IPC buffer.</param>
    /// <param name="bufferFrame">Frame that holds the IPC buffer.</param>
    [Invocation("TCBConfigure")]
    [Refuses(Error.AlignmentError, "the buffer is not aligned to its size")]
    [Refuses(
        Error.IllegalOperation,
        "a root or the frame is of the wrong type, the address space has no identifier, the guard is not possible, "
        + "or the frame is of device memory")]
    [Refuses(Error.RevokeFirst, "a root or the frame cannot be copied as it is")]
    Error Configure(
        ICNode cspaceRoot, ulong cspaceRootData, ICapability vspaceRoot, ulong vspaceRootData, ulong buffer, ICapability bufferFrame);

    /// <summary>Sets the priority.</summary>
    /// <param name="authority">Thread whose maximum controlled priority limits the new one.</param>
    /// <param name="priority">The priority.</param>
    [Invocation("TCBSetPriority")]
    [Refuses(Error.InvalidCapability, "the authority is not a thread")]
    [Refuses(Error.RangeError, "the priority is higher than the authority may give")]
    Error SetPriority(ITcb authority, ulong priority);

    /// <summary>Sets the highest priority that the thread may give.</summary>
    /// <param name="authority">Thread whose maximum controlled priority limits the new one.</param>
    /// <param name="maximumControlledPriority">The priority.</param>
    [Invocation("TCBSetMCPriority")]
    [Refuses(Error.InvalidCapability, "the authority is not a thread")]
    [Refuses(Error.RangeError, "the priority is higher than the authority may give")]
    Error SetMaximumControlledPriority(ITcb authority, ulong maximumControlledPriority);

    /// <summary>Sets everything about a thread's scheduling at once.</summary>
    /// <param name="authority">Thread whose maximum controlled priority limits the new ones.</param>
    /// <param name="maximumControlledPriority">Highest priority that the thread may give.</param>
    /// <param name="priority">Its own priority.</param>
    /// <param name="schedContext">Scheduling context to run on, none to take it away.</param>
    /// <param name="faultEndpoint">Endpoint that receives its faults.</param>
    [Invocation("TCBSetSchedParams")]
    [Refuses(
        Error.InvalidCapability,
        "the authority is not a thread, the scheduling context is not one, or the endpoint cannot be sent calls to "
        + "(Write, and Grant or GrantReply)")]
    [Refuses(Error.RangeError, "a priority is higher than the authority may give")]
    [Refuses(
        Error.IllegalOperation,
        "thread or scheduling context are bound elsewhere, the thread is the caller and would lose its time, "
        + "or it is blocked and the scheduling context cannot be scheduled")]
    Error SetSchedParams(
        ITcb authority, ulong maximumControlledPriority, ulong priority, ISchedContext schedContext, IEndpoint faultEndpoint);

    /// <summary>Sets the endpoint that hears when the thread's budget is exhausted.</summary>
    /// <param name="timeoutEndpoint">The endpoint, none to have the thread simply wait.</param>
    [Invocation("TCBSetTimeoutEndpoint")]
    [Refuses(Error.InvalidCapability, "the endpoint cannot be sent calls to (Write, and Grant or GrantReply)")]
    Error SetTimeoutEndpoint(IEndpoint timeoutEndpoint);

    /// <summary>Sets the IPC buffer.</summary>
    /// <param name="buffer">Its address.</param>
    /// <param name="bufferFrame">Frame that holds it.</param>
    [Invocation("TCBSetIPCBuffer")]
    [Refuses(Error.AlignmentError, "the buffer is not aligned to its size")]
    [Refuses(Error.IllegalOperation, "the frame is of the wrong type or of device memory")]
    [Refuses(Error.RevokeFirst, "the frame cannot be copied as it is")]
    Error SetIpcBuffer(ulong buffer, ICapability bufferFrame);

    /// <summary>Sets fault handler, capability space and address space.</summary>
    /// <param name="faultEndpoint">Endpoint that receives the thread's faults.</param>
    /// <param name="cspaceRoot">Root of the capability space.</param>
    /// <param name="cspaceRootData">Guard for the root, zero to leave it.</param>
    /// <param name="vspaceRoot">Root of the address space.</param>
    /// <param name="vspaceRootData">Not used on any architecture here.</param>
    [Invocation("TCBSetSpace")]
    [Refuses(Error.InvalidCapability, "the endpoint cannot be sent calls to (Write, and Grant or GrantReply)")]
    [Refuses(Error.IllegalOperation, "a root is of the wrong type, the address space has no identifier, or the guard is not possible")]
    [Refuses(Error.RevokeFirst, "a root cannot be copied as it is")]
    Error SetSpace(IEndpoint faultEndpoint, ICNode cspaceRoot, ulong cspaceRootData, ICapability vspaceRoot, ulong vspaceRootData);

    /// <summary>Stops the thread and ends what it waits for.</summary>
    [Invocation("TCBSuspend")]
    Error Suspend();

    /// <summary>Lets the thread run, after a suspend or for the first time; a blocked one repeats its system call.</summary>
    [Invocation("TCBResume")]
    Error Resume();

    /// <summary>Binds a notification, whose signals then also wake the thread while it waits on an endpoint.</summary>
    /// <param name="notification">The notification.</param>
    [Invocation("TCBBindNotification")]
    [Refuses(Error.IllegalOperation, "it is not a notification that may be read, or thread or notification are bound already")]
    Error BindNotification(INotification notification);

    /// <summary>Undoes the binding of a notification.</summary>
    [Invocation("TCBUnbindNotification")]
    [Refuses(Error.IllegalOperation, "there is none")]
    Error UnbindNotification();

    /// <summary>Sets a hardware breakpoint.</summary>
    /// <param name="number">Which breakpoint.</param>
    /// <param name="address">Address that triggers it.</param>
    /// <param name="kind">Data or instruction.</param>
    /// <param name="size">Bytes watched; zero for instructions.</param>
    /// <param name="access">Reading, writing or both.</param>
    [Invocation("TCBSetBreakpoint")]
    [Only(Feature.HardwareDebug)]
    [Refuses(Error.AlignmentError, "the address is not aligned to the size")]
    [Refuses(Error.InvalidArgument, "number, size or access do not fit the kind, or the address is the kernel's")]
    [Refuses(Error.RangeError, "the processor has no such breakpoint")]
    Error SetBreakpoint(ushort number, ulong address, BreakpointKind kind, ulong size, BreakpointAccess access);

    /// <summary>Tells about a hardware breakpoint.</summary>
    /// <param name="number">Which breakpoint.</param>
    /// <param name="address">Address that triggers it.</param>
    /// <param name="kind">Data or instruction.</param>
    /// <param name="size">Bytes watched.</param>
    /// <param name="access">Reading, writing or both.</param>
    /// <param name="isEnabled">Whether it is set.</param>
    [Invocation("TCBGetBreakpoint")]
    [Only(Feature.HardwareDebug)]
    [Refuses(Error.RangeError, "the processor has no such breakpoint")]
    Error GetBreakpoint(
        ushort number, out ulong address, out BreakpointKind kind, out ulong size, out BreakpointAccess access, out bool isEnabled);

    /// <summary>Removes a hardware breakpoint.</summary>
    /// <param name="number">Which breakpoint.</param>
    [Invocation("TCBUnsetBreakpoint")]
    [Only(Feature.HardwareDebug)]
    [Refuses(Error.IllegalOperation, "the processor cannot")]
    [Refuses(Error.RangeError, "the processor has no such breakpoint")]
    Error UnsetBreakpoint(ushort number);

    /// <summary>Lets the thread execute a number of instructions before its fault handler is told.</summary>
    /// <param name="number">Breakpoint used for it, where the processor needs one.</param>
    /// <param name="instructionCount">Number of instructions, zero to stop single stepping.</param>
    /// <param name="breakpointConsumed">Whether a breakpoint was used.</param>
    [Invocation("TCBConfigureSingleStepping")]
    [Only(Feature.HardwareDebug)]
    [Refuses(Error.IllegalOperation, "the processor cannot")]
    [Refuses(Error.InvalidArgument, "the processor cannot with these arguments")]
    Error ConfigureSingleStepping(ushort number, ulong instructionCount, out bool breakpointConsumed);

    /// <summary>Sets the thread-local-storage base.</summary>
    /// <param name="address">The address.</param>
    [Invocation("TCBSetTLSBase")]
    Error SetTlsBase(ulong address);

    /// <summary>Clears and sets flags.</summary>
    /// <param name="clear">Flags to clear.</param>
    /// <param name="set">Flags to set.</param>
    /// <param name="flags">The flags after it.</param>
    [Invocation("TCBSetFlags")]
    Error SetFlags(TcbFlags clear, TcbFlags set, out TcbFlags flags);
}
