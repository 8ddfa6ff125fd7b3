// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>Stops a thread by a fault and tells its handler.</summary>
public static unsafe partial class Faults
{
    /// <summary>A capability the thread named is not there, or not of use.</summary>
    public static void Capability(Tcb* thread, ulong address, bool isInReceivePhase)
    {
        thread->Fault.Data0 = address;
        thread->Fault.Data1 = isInReceivePhase ? 1ul : 0;
        Raise(thread, FaultType.CapFault);
    }

    /// <summary>The thread made a system call that does not exist.</summary>
    public static void UnknownSyscall(Tcb* thread, long number)
    {
        thread->Fault.Data0 = (ulong)number;
        Raise(thread, FaultType.UnknownSyscall);
    }

    /// <summary>The thread did what the processor does not let it do.</summary>
    public static void UserException(Tcb* thread, ulong number, ulong code)
    {
        thread->Fault.Data0 = number;
        thread->Fault.Data1 = code;
        Raise(thread, FaultType.UserException);
    }

    /// <summary>The scheduling context of the thread has no budget left, and the thread has a handler for that.</summary>
    /// <remarks>The handler runs on its own time: nothing is donated.</remarks>
    public static void Timeout(Tcb* thread)
    {
        thread->Fault.Type = FaultType.Timeout;
        thread->Fault.Data0 = thread->SchedContext->Badge;
        Slot.Load(&thread->TimeoutHandler).TryAsEndpoint(out EndpointCapability handler);
        EndpointTransfer.Send(thread, handler, InvocationKind.TimeoutFault);
    }

    /// <summary>Whether the thread has a handler for timeouts.</summary>
    public static bool HasTimeoutHandler(Tcb* thread) => IsEndpointForCalls(Slot.Load(&thread->TimeoutHandler));

    /// <summary>Whether a capability may be a fault handler: an endpoint with Write, and Grant or GrantReply.</summary>
    public static bool IsEndpointForCalls(Capability capability) =>
        capability.TryAsEndpoint(out EndpointCapability endpoint) && endpoint.CanSend && (endpoint.CanGrant || endpoint.CanGrantReply);

    /// <summary>Sends the fault whose data are in place to the thread's handler, as a call; without a handler the thread stops.</summary>
    public static void Raise(Tcb* thread, FaultType type)
    {
        Capability capability = Slot.Load(&thread->FaultHandler);
        if (!IsEndpointForCalls(capability))
        {
            ReportUnhandled(thread, type);
            thread->State = ThreadState.Inactive;
            return;
        }

        thread->Fault.Type = type;
        capability.TryAsEndpoint(out EndpointCapability handler);
        EndpointTransfer.Send(thread, handler, InvocationKind.Call);
    }

    /// <summary>Tells a person that a thread stops for good; debug kernels only.</summary>
    static partial void ReportUnhandled(Tcb* thread, FaultType type);
}
