// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Verification.Refinement.Records;
using Machine = Caprock.Kernel.Arch.Host.HostMachine;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>Kernel objects as records.</summary>
internal sealed unsafe class ObjectRecords(StateRecords records, byte* memory)
{
    private const int LongestQueue = 4096;

    private readonly ThreadMessage message = new();

    /// <summary>Writes the object that a capability names.</summary>
    public void Write(Capability capability)
    {
        void* region = (void*)capability.ObjectAddress;
        ulong name = NameOf(region);
        switch (capability.Type)
        {
            case CapabilityType.CNode:
                capability.TryAsCNode(out CNodeCapability node);
                WriteNode(name, (ulong)node.Radix);
                break;
            case CapabilityType.Zombie:
                capability.TryAsZombie(out ZombieCapability zombie);
                WriteContainer(zombie, name);
                break;
            case CapabilityType.Thread:
                WriteThread((Tcb*)region);
                break;
            case CapabilityType.Endpoint:
                WriteEndpoint((Endpoint*)region);
                break;
            case CapabilityType.Notification:
                WriteNotification((Notification*)region);
                break;
            case CapabilityType.Reply:
                WriteReply((Reply*)region);
                break;
            case CapabilityType.SchedContext:
                capability.TryAsSchedContext(out SchedContextCapability context);
                WriteContext((SchedContext*)region, (ulong)context.SizeBits);
                break;
            case CapabilityType.Frame:
                capability.TryAsFrame(out FrameCapability frame);
                records.Begin(RecordKind.Frame, name);
                records.Add(CapabilityRecords.BitsOf(frame.SizeClass));
                records.Add(frame.IsDevice ? 1UL : 0);
                records.End();
                break;
            default:
                MemoryRecords.Write(records, capability, memory);
                break;
        }
    }

    /// <summary>Writes a CNode.</summary>
    public void WriteNode(ulong name, ulong radix)
    {
        records.Begin(RecordKind.CNode, name);
        records.Add(radix);
        records.End();
    }

    /// <summary>Writes a thread.</summary>
    public void WriteThread(Tcb* thread)
    {
        records.Begin(RecordKind.Thread, NameOf(thread));
        bool isSender = thread->State == ThreadState.BlockedOnSend;
        bool isQueued = isSender || thread->State is ThreadState.BlockedOnReceive or ThreadState.BlockedOnNotification;
        records.Add((ulong)thread->State);
        records.Add(isQueued ? NameOf((void*)thread->BlockingObject) : 0);
        records.Add(isSender ? thread->BlockingBadge : 0);
        records.Add(isSender ? (ulong)thread->Blocked : 0);
        records.Add(FaultOf(thread->Fault.Type));
        records.Add(NameOf(thread->Reply));
        records.Add(NameOf(thread->SchedContext));
        records.Add(NameOf(thread->YieldTo));
        records.Add(NameOf(thread->BoundNotification));
        records.Add(thread->Priority);
        records.Add(thread->MaximumControlledPriority);
        records.Add(thread->Domain);
        records.Add(thread->Flags);
        records.Add(thread->IpcBufferAddress);
        records.Add((ulong)thread->Queues);
        if (isSender && thread->Fault.Type == FaultType.NullFault)
        {
            message.Read(thread);
            WriteMessage();
        }

        records.End();
    }

    /// <summary>Writes a scheduling context.</summary>
    public void WriteContext(SchedContext* context, ulong bits)
    {
        records.Begin(RecordKind.SchedContext, NameOf(context));
        records.Add(bits);
        records.Add(context->Core);
        records.Add(context->PeriodTicks / Machine.Frequency);
        records.Add(context->BudgetTicks / Machine.Frequency);
        records.Add(ConsumedMicroseconds(context));
        records.Add(context->Badge);
        records.Add(context->IsSporadic);
        records.Add(context->RefillMaximum);
        records.Add(NameOf(context->Thread));
        records.Add(NameOf(context->Reply));
        records.Add(NameOf(context->Notification));
        records.Add(NameOf(context->YieldFrom));
        records.Add(context->RefillMaximum != 0 && Refills.IsReleased(context) ? 1UL : 0);
        records.End();
    }

    /// <summary>The threads of a list, each the successor of the one before.</summary>
    public void WriteThreads(Tcb* first, bool isOfScheduler)
    {
        int count = 0;
        for (Tcb* thread = first; thread != null; thread = isOfScheduler ? thread->SchedulerNext : thread->QueueNext)
        {
            records.Add(NameOf(thread));
            if (++count > LongestQueue)
            {
                throw new BrokenKernelException("a queue does not end");
            }
        }
    }

    /// <summary>Time used on a context: what was charged to it, and what will be.</summary>
    public static ulong ConsumedMicroseconds(SchedContext* context)
    {
        ulong open = context == Machine.State->CurrentSchedContext ? Machine.State->Scheduler.ConsumedTicks : 0;
        return (context->ConsumedTicks + open) / Machine.Frequency;
    }

    /// <summary>Physical address, zero for null.</summary>
    public ulong NameOf(void* address) => address == null ? 0 : (ulong)((byte*)address - memory);

    private static ulong FaultOf(FaultType type) => type switch
    {
        FaultType.NullFault => 0,
        FaultType.CapFault => 1,
        FaultType.UnknownSyscall => 2,
        FaultType.UserException => 3,
        FaultType.Timeout => 4,
        FaultType.VmFault => 5,
        _ => 6,
    };

    /// <summary>What a blocked sender is going to send, as far as it fits in registers.</summary>
    private void WriteMessage()
    {
        records.Add(message.Label);
        records.Add((ulong)message.Length);
        records.Add((ulong)message.Caps);
        for (int i = 0; i < Math.Min(message.Length, Limits.FastMessageRegisters); i++)
        {
            records.Add(message.Words[i]);
        }
    }

    private void WriteContainer(ZombieCapability zombie, ulong name)
    {
        if (zombie.IsThread)
        {
            WriteThread((Tcb*)zombie.ObjectAddress);
        }
        else
        {
            WriteNode(name, (ulong)zombie.Radix);
        }
    }

    private void WriteEndpoint(Endpoint* endpoint)
    {
        records.Begin(RecordKind.Endpoint, NameOf(endpoint));
        records.Add((ulong)EndpointQueue.State(endpoint));
        WriteThreads(EndpointQueue.Head(endpoint), isOfScheduler: false);
        records.End();
    }

    private void WriteNotification(Notification* notification)
    {
        records.Begin(RecordKind.Notification, NameOf(notification));
        records.Add(NameOf(notification->BoundThread));
        records.Add(NameOf(notification->SchedContext));
        records.Add((ulong)notification->State);
        if (notification->State == NotificationState.Active)
        {
            records.Add(notification->Badge);
        }

        WriteThreads(notification->Head, isOfScheduler: false);
        records.End();
    }

    private void WriteReply(Reply* reply)
    {
        bool isHead = (reply->NextWord & Reply.HeadFlag) != 0;
        ulong next = NameOf((void*)(reply->NextWord & ~Reply.HeadFlag));
        records.Begin(RecordKind.Reply, NameOf(reply));
        records.Add(NameOf(reply->Thread));
        records.Add(NameOf(reply->Previous));
        records.Add(isHead ? 0 : next);
        records.Add(isHead ? next : 0);
        records.End();
    }
}
