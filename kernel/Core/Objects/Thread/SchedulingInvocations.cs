// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations that set a thread's priorities and scheduling context.</summary>
/// <remarks>Nobody can give more than the maximum controlled priority of a thread it has a capability to (the authority).</remarks>
public static unsafe class SchedulingInvocations
{
    /// <summary>Sets the priority.</summary>
    public static Outcome SetPriority(Message* message, Tcb* thread)
    {
        Outcome outcome = DecodePriority(message, out byte priority);
        if (outcome == Outcome.Success)
        {
            Thread.SetPriority(thread, priority);
        }

        return outcome;
    }

    /// <summary>Sets the highest priority the thread may give.</summary>
    public static Outcome SetMaximumControlledPriority(Message* message, Tcb* thread)
    {
        Outcome outcome = DecodePriority(message, out byte priority);
        if (outcome == Outcome.Success)
        {
            thread->MaximumControlledPriority = priority;
        }

        return outcome;
    }

    /// <summary>Sets both priorities, the scheduling context and the fault handler.</summary>
    public static Outcome SetSchedParams(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbSetSchedParamsWords || message->ExtraCap2 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Outcome outcome = DecodePriority(message, out byte maximum);
        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        ulong limit = Authority(message)->MaximumControlledPriority;
        ulong priority = Message.Word(message, 1);
        if (priority > limit)
        {
            return Message.RangeError(message, 0, limit);
        }

        outcome = DecodeSchedContext(message, thread, out SchedContext* context);
        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        outcome = SpaceInvocations.DecodeHandler(message, message->ExtraCap2, 3);
        if (outcome == Outcome.Success)
        {
            outcome = SpaceInvocations.Install(&thread->FaultHandler, Slot.Load(message->ExtraCap2), message->ExtraCap2);
        }

        if (outcome == Outcome.Success)
        {
            thread->MaximumControlledPriority = maximum;
            Thread.SetPriority(thread, (byte)priority);
            Rebind(thread, context);
        }

        return outcome;
    }

    /// <summary>Reads the first word as a priority that the authority, the first extra capability, may give.</summary>
    private static Outcome DecodePriority(Message* message, out byte priority)
    {
        priority = 0;
        if (message->Length < InvocationShapes.TcbSetPriorityWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        if (Slot.Load(message->ExtraCap0).Type != CapabilityType.Thread)
        {
            return Message.InvalidCapability(message, 1);
        }

        ulong limit = Authority(message)->MaximumControlledPriority;
        ulong wanted = Message.Word(message, 0);
        if (wanted > limit)
        {
            return Message.RangeError(message, 0, limit);
        }

        priority = (byte)wanted;
        return Outcome.Success;
    }

    private static Tcb* Authority(Message* message) => (Tcb*)Slot.Load(message->ExtraCap0).ObjectAddress;

    /// <summary>The scheduling context the thread shall have, null when it shall have none.</summary>
    private static Outcome DecodeSchedContext(Message* message, Tcb* thread, out SchedContext* context)
    {
        context = null;
        Capability capability = Slot.Load(message->ExtraCap1);
        if (capability.IsNull)
        {
            return thread == message->Sender ? (Outcome)Error.IllegalOperation : Outcome.Success;
        }

        if (capability.Type != CapabilityType.SchedContext)
        {
            return Message.InvalidCapability(message, 2);
        }

        context = (SchedContext*)capability.ObjectAddress;
        if (context == thread->SchedContext)
        {
            return Outcome.Success;
        }

        return SchedContextInvocations.MayBind(context, thread) ? Outcome.Success : (Outcome)Error.IllegalOperation;
    }

    private static void Rebind(Tcb* thread, SchedContext* context)
    {
        if (context == thread->SchedContext)
        {
            return;
        }

        if (context != null)
        {
            SchedContexts.BindThread(context, thread);
        }
        else
        {
            SchedContexts.UnbindThread(thread->SchedContext);
        }
    }
}
