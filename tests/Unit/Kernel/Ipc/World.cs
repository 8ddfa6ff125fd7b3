// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Diagnostics;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Memory;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Thread = Caprock.Kernel.Objects.Thread;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>A kernel with one CNode that all threads share, and a highest-priority thread (Root) that runs first.</summary>
/// <remarks>Everything goes through the kernel's entries: a test makes the running thread do system calls, lets time pass, and
/// looks at who runs afterwards and at its registers.</remarks>
public sealed unsafe class World : IDisposable
{
    /// <summary>Interrupt that Root waits for while it rests.</summary>
    private const ulong WakeIrq = 5;
    private const int Radix = 11;
    private const ulong PageBytes = 4096;

    private readonly IpcMachine machine = new();
    private readonly Slot* slots;
    private readonly ulong wakeNotification;
    private ulong nextSlot = 1;

    public World()
    {
        KernelState* kernel = HostMachine.State;
        slots = (Slot*)machine.Allocate(1 << (Radix + ObjectSizes.SlotBits));
        RootNode = Place(CNodeCapability.Create((ulong)slots, Radix, Limits.WordBits - Radix, 0).Value);
        SchedControl = Place(SchedControlCapability.Create(0).Value);
        DomainSet = Place(DomainSetCapability.Create().Value);
        var idle = (Tcb*)machine.Allocate(1 << ObjectSizes.TcbBits);
        var idleContext = (SchedContext*)machine.Allocate(1 << ObjectSizes.MinimumSchedContextBits);
        Scheduler.Initialise((byte*)machine.Allocate(Scheduler.StorageBytes), idle, idleContext);
        wakeNotification = Make(ObjectType.Notification);
        kernel->InterruptUses[WakeIrq] = (byte)InterruptUse.Handler;
        DerivationTree.Insert(CapabilityAt(wakeNotification), SlotAt(wakeNotification), kernel->InterruptSlots + WakeIrq);
        Root = Start(255);
        Assert(Running == Root, "root runs");
    }

    /// <summary>The thread that sets things up.</summary>
    public Actor Root { get; }

    /// <summary>Address of the CNode's own capability.</summary>
    public ulong RootNode { get; }

    /// <summary>Address of the authority over time.</summary>
    public ulong SchedControl { get; }

    /// <summary>Address of the authority over domains.</summary>
    public ulong DomainSet { get; }

    /// <summary>All threads made here.</summary>
    public List<Actor> Actors { get; } = [];

    /// <summary>The current thread, null while idle.</summary>
    public Actor? Running => Actors.FirstOrDefault(a => a.Thread == HostMachine.State->CurrentThread);

    /// <summary>When the timer comes next.</summary>
    public ulong Deadline => machine.Deadline;

    public ulong Now => machine.Now;

    public bool InterruptPending
    {
        set => machine.InterruptPending = value;
    }

    public static ulong Ticks(ulong microseconds) => microseconds * HostMachine.TicksPerMicrosecond;

    public void Dispose() => machine.Dispose();

    /// <summary>Checks what holds whenever the kernel is left.</summary>
    public void CheckInvariants()
    {
        CapabilityAt(RootNode).TryAsCNode(out CNodeCapability root);
        InvariantReport report = KernelInvariants.Check(root);
        SchedulerInvariants.CheckDecision(ref report);
        Xunit.Assert.True(report.Broken == 0, HostComputer.Current.Console.ToString());
    }

    public Slot* SlotAt(ulong address) => slots + address;

    public Capability CapabilityAt(ulong address) => Slot.Load(SlotAt(address));

    public ulong FreeSlot() => nextSlot++;

    /// <summary>Gives back the slot that was taken last.</summary>
    public void ReturnSlot(ulong address) => nextSlot = address == nextSlot - 1 ? address : nextSlot;

    public ulong Place(Capability capability)
    {
        ulong address = FreeSlot();
        DerivationTree.InsertRoot(capability, SlotAt(address));
        return address;
    }

    /// <summary>A new object and the address of its first capability.</summary>
    public ulong Make(ObjectType type, int sizeBits = 0)
    {
        int bits = ObjectFactory.SizeBits(type, sizeBits);
        return Place(ObjectFactory.Create(type, machine.Allocate(1ul << bits), sizeBits, false, true));
    }

    public ulong MakeEndpoint() => Make(ObjectType.Endpoint);

    public ulong MakeNotification() => Make(ObjectType.Notification);

    public ulong MakeReply() => Make(ObjectType.Reply);

    /// <summary>A copy of an endpoint or notification capability with a badge and rights, as Mint makes it.</summary>
    public ulong Mint(ulong address, ulong badge, ulong rights = 15)
    {
        Capability capability = CapabilityRules.UpdateData(false, badge, CapabilityAt(address));
        ulong copy = FreeSlot();
        DerivationTree.Insert(CapabilityRules.MaskRights(capability, new CapRights(rights)), SlotAt(address), SlotAt(copy));
        return copy;
    }

    /// <summary>A new thread with an IPC buffer, a reply object and a scheduling context, not started.</summary>
    public Actor Create(byte priority, ulong budget = 10_000, ulong period = 10_000, bool hasBuffer = true, int contextBits = 8)
    {
        ulong capability = Make(ObjectType.Tcb);
        ulong context = Make(ObjectType.SchedContext, contextBits);
        var actor = new Actor(this, (Tcb*)CapabilityAt(capability).ObjectAddress, capability, context, MakeReply());
        actor.Thread->Priority = priority;
        actor.Thread->MaximumControlledPriority = 255;
        DerivationTree.Insert(CapabilityAt(RootNode), SlotAt(RootNode), &actor.Thread->CSpaceRoot);
        if (hasBuffer)
        {
            ulong frame = Place(ObjectFactory.Create(ObjectType.Page4K, machine.Allocate(PageBytes), 0, false, true));
            DerivationTree.Insert(CapabilityAt(frame), SlotAt(frame), &actor.Thread->IpcBufferFrame);
            actor.Buffer = (ulong*)CapabilityAt(frame).ObjectAddress;
        }

        Refills.Configure(actor.Context, Ticks(budget), Ticks(period), Refills.Capacity(contextBits));
        SchedContexts.BindThread(actor.Context, actor.Thread);
        Actors.Add(actor);
        return actor;
    }

    /// <summary>As Create, and lets it run.</summary>
    public Actor Start(byte priority, ulong budget = 10_000, ulong period = 10_000, bool hasBuffer = true)
    {
        Actor actor = Create(priority, budget, period, hasBuffer);
        Thread.Resume(actor.Thread);
        Scheduler.Finish();
        return actor;
    }

    /// <summary>Root waits, so that others run.</summary>
    public void Rest() => Root.Wait(wakeNotification);

    /// <summary>Root runs again.</summary>
    public void Wake()
    {
        Interrupts.Handle(WakeIrq);
        Assert(Running == Root, "root woke up");
    }

    /// <summary>Lets microseconds pass, with the timer interrupts they bring.</summary>
    public void Advance(ulong microseconds) => AdvanceTicks(Ticks(microseconds));

    public void AdvanceTicks(ulong ticks)
    {
        ulong end = machine.Now + ticks;
        while (machine.Deadline <= end)
        {
            machine.Now = Math.Max(machine.Deadline, machine.Now);
            ulong before = machine.Deadline;
            Interrupts.HandleTimer();
            Assert(machine.Deadline != before || machine.Now < before, "the timer makes progress");
        }

        machine.Now = end;
    }

    /// <summary>Lets time pass without the timer being served.</summary>
    public void Stall(ulong microseconds) => machine.Now += Ticks(microseconds);

    /// <summary>Root invokes a capability; returns the error, results are in Root's registers.</summary>
    public Error Invoke(ulong capability, InvocationLabel label, ulong[] caps, params ulong[] words) =>
        Root.Invoke(capability, label, caps, words);

    private static void Assert(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }
}
