// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Boot;

/// <summary>Makes the first thread and its scheduling context from memory that boot has cleared, and gives it its capabilities.</summary>
public static unsafe class InitialThread
{
    /// <summary>Fills the fixed slots that hold authority over the whole machine and need no memory.</summary>
    public static void GiveAuthority(RootSlots* root, BootInfo* info)
    {
        RootSlots.Set(
            root,
            RootSlot.InitThreadCNode,
            CNodeCapability.Create((ulong)root->Slots, ProfileParameters.RootCNodeBits, 64 - ProfileParameters.RootCNodeBits, 0).Value);
        RootSlots.Set(root, RootSlot.IrqControl, IrqControlCapability.Create().Value);
        RootSlots.Set(root, RootSlot.Domain, DomainSetCapability.Create().Value);
        info->SchedControl.Start = root->Next;
        for (ulong core = 0; core < ProfileParameters.CoreCount; core++)
        {
            RootSlots.Append(root, SchedControlCapability.Create(core).Value);
        }

        info->SchedControl.End = root->Next;
        info->NodeCount = ProfileParameters.CoreCount;
        info->InitThreadCNodeSizeBits = ProfileParameters.RootCNodeBits;
    }

    /// <summary>Sets up the thread; its address space, IPC buffer and CNode are in their fixed slots by now.</summary>
    public static void Create(RootSlots* root, Tcb* thread, SchedContext* context, ulong entry, ulong ipcBufferAddress)
    {
        ThreadContext.Initialise(thread);
        ThreadContext.SetFaultIp(thread, entry);
        ThreadContext.SetNextIp(thread, entry);
        thread->Priority = Limits.MaximumPriority;
        thread->MaximumControlledPriority = Limits.MaximumPriority;
        thread->IpcBufferAddress = ipcBufferAddress;
        CopyFrom(root, RootSlot.InitThreadCNode, &thread->CSpaceRoot);
        CopyFrom(root, RootSlot.InitThreadVSpace, &thread->VSpaceRoot);
        CopyFrom(root, RootSlot.InitThreadIpcBuffer, &thread->IpcBufferFrame);
        RootSlots.Set(root, RootSlot.InitThreadTcb, ThreadCapability.Create((ulong)thread).Value);
        RootSlots.Set(
            root,
            RootSlot.InitThreadSchedContext,
            SchedContextCapability.Create((ulong)context, ObjectSizes.MinimumSchedContextBits).Value);
    }

    /// <summary>Makes the thread the one that runs when boot is left; the scheduler is initialised.</summary>
    public static void Start(Tcb* thread, SchedContext* context)
    {
        ulong slice = ProfileParameters.BootThreadSliceMicroseconds * Machine.TicksPerMicrosecond;
        Refills.Configure(context, slice, slice, Refills.Minimum);
        thread->State = ThreadState.Running;
        SchedContexts.BindThread(context, thread);
        Scheduler.Finish();
    }

    private static void CopyFrom(RootSlots* root, RootSlot slot, Slot* destination)
    {
        Slot* source = root->Slots + (ulong)slot;
        DerivationTree.Insert(Slot.Load(source), source, destination);
    }
}
