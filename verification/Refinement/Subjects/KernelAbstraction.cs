// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>The abstraction function: a kernel's memory as the records of the abstract state it stands for.</summary>
internal sealed unsafe class KernelAbstraction
{
    private readonly World world;
    private readonly SlotWalk walk;
    private readonly ObjectRecords objects;
    private readonly Marks written;
    private readonly Stack<nuint> ancestors = new();

    public KernelAbstraction(World world)
    {
        this.world = world;
        walk = new SlotWalk(world.Computer.Memory, world.Computer.MemoryBytes);
        written = new Marks(world.Computer.Memory, world.Computer.MemoryBytes);
        objects = new ObjectRecords(Records, world.Computer.Memory);
    }

    /// <summary>The records of the last time.</summary>
    public StateRecords Records { get; } = new();

    /// <summary>Writes the state anew.</summary>
    /// <param name="containers">Addresses and sizes of CNodes and (with size zero) threads that also exist, though perhaps nothing leads to
    /// them any more: those that hold the only capabilities to themselves.</param>
    public StateRecords Write(IReadOnlyList<(ulong Name, ulong Slots)> containers)
    {
        Records.Clear();
        walk.Clear();
        written.Clear();
        walk.AddKernel(world.Kernel);
        walk.AddRow(walk.NameOf(world.RootSlots), world.RootSlots, 1UL << world.Radix);
        foreach (nuint thread in world.Threads)
        {
            walk.AddThread((Tcb*)thread);
        }

        foreach ((nuint slots, int radix) in world.Nodes)
        {
            walk.AddRow(walk.NameOf((void*)slots), (Slot*)slots, 1UL << radix);
        }

        foreach ((ulong name, ulong slots) in containers)
        {
            byte* start = world.Computer.Memory + name;
            if (slots == 0)
            {
                walk.AddThread((Tcb*)start);
            }
            else
            {
                walk.AddRow(name, (Slot*)start, slots);
            }
        }

        walk.Run();
        WriteCapabilities();
        WriteObjects();
        WriteProcessor();
        WriteInterrupts();
        WritePools();
        WritePorts();
        return Records;
    }

    private void WriteCapabilities()
    {
        foreach (ulong address in walk.Slots)
        {
            var slot = (Slot*)address;
            Slot* previous = Slot.Previous(slot);
            if (previous == null || Slot.Next(previous) != slot)
            {
                if (previous != null)
                {
                    throw new BrokenKernelException("a slot's predecessor has another successor");
                }

                WriteList(slot);
            }
        }
    }

    private void WriteList(Slot* head)
    {
        ancestors.Clear();
        SlotName previous = default;
        for (Slot* slot = head; slot != null; slot = Slot.Next(slot))
        {
            while (ancestors.TryPeek(out nuint top) && !Descent.IsBetween((Slot*)top, slot))
            {
                ancestors.Pop();
            }

            SlotName name = walk.Name(slot);
            if (!written.Add((ulong)slot))
            {
                throw new BrokenKernelException("a derivation list does not end");
            }

            Records.Begin(RecordKind.Capability, name.Container, name.Index);
            CapabilityRecords.Write(Records, Slot.Load(slot), (ulong)world.Computer.Memory);
            Records.End();
            Records.Begin(RecordKind.Derivation, name.Container, name.Index);
            Records.Add((ulong)ancestors.Count);
            Records.Add(Descent.IsRevocable(slot) ? 1UL : 0);
            Records.Add(ancestors.Count > 0 ? previous.Container : 0);
            Records.Add(ancestors.Count > 0 ? previous.Index : 0);
            Records.End();
            ancestors.Push((nuint)slot);
            previous = name;
        }
    }

    private void WriteObjects()
    {
        written.Clear();
        written.Add((ulong)world.RootSlots);
        objects.WriteNode(walk.NameOf(world.RootSlots), (ulong)world.Radix);
        foreach (nuint thread in world.Threads)
        {
            written.Add(thread);
            objects.WriteThread((Tcb*)thread);
        }

        foreach ((nuint slots, int radix) in world.Nodes)
        {
            written.Add(slots);
            objects.WriteNode(walk.NameOf((void*)slots), (ulong)radix);
        }

        foreach (nuint context in world.Contexts)
        {
            written.Add(context);
            objects.WriteContext((SchedContext*)context, ObjectSizes.MinimumSchedContextBits);
        }

        foreach (ulong address in walk.Slots)
        {
            Capability capability = Slot.Load((Slot*)address);
            bool namesObject = capability.Type != CapabilityType.Untyped && capability.ObjectAddress != 0;
            if (namesObject && written.Add(capability.ObjectAddress))
            {
                objects.Write(capability);
            }
        }
    }

    private void WriteProcessor()
    {
        KernelState* kernel = world.Kernel;
        SchedulerState* scheduler = &kernel->Scheduler;
        Records.Begin(RecordKind.Processor, 0);
        Records.Add(kernel->CurrentThread == kernel->IdleThread ? 0 : walk.NameOf(kernel->CurrentThread));
        Records.Add(scheduler->CurrentDomain);
        Records.End();
        for (ulong domain = 0; domain < ProfileParameters.DomainCount; domain++)
        {
            WriteReady(scheduler, domain);
        }

        Records.Begin(RecordKind.Release, 0);
        if (scheduler->ReleaseRoot != null)
        {
            foreach (nuint thread in ReleaseOrder((Tcb*)scheduler->ReleaseRoot))
            {
                Records.Add(walk.NameOf((void*)thread));
            }
        }

        Records.End();
    }

    private void WriteInterrupts()
    {
        for (int irq = X64Interrupts.FirstUser; irq < X64Interrupts.FirstUser + World.InterruptCount; irq++)
        {
            Records.Begin(RecordKind.Interrupt, (ulong)irq);
            Records.Add(world.Kernel->InterruptUses[irq] == (byte)InterruptUse.Handler ? 1UL : 0);
            Records.End();
        }
    }

    private void WritePools()
    {
        for (int i = 0; i < X64Asids.PoolCount; i++)
        {
            ulong pool = world.Kernel->Arch.AsidPools[i];
            if (pool != 0)
            {
                Records.Begin(RecordKind.PoolOf, (ulong)(i * X64Asids.PoolEntries));
                Records.Add(walk.NameOf((void*)pool));
                Records.End();
            }
        }
    }

    private void WritePorts()
    {
        var words = new ReadOnlySpan<ulong>(world.Kernel->Arch.PortsInUse, X64Ports.BitmapWords);
        for (int i = words.IndexOfAnyExcept(0UL); i >= 0 && i < words.Length;)
        {
            Records.Begin(RecordKind.Ports, (ulong)i);
            Records.Add(words[i]);
            Records.End();
            int next = words[(i + 1)..].IndexOfAnyExcept(0UL);
            i = next < 0 ? words.Length : i + 1 + next;
        }
    }

    private void WriteReady(SchedulerState* scheduler, ulong domain)
    {
        ReadyQueue* queues = scheduler->Queues + (domain * ProfileParameters.PriorityCount);
        for (ulong priority = 0; priority < ProfileParameters.PriorityCount; priority++)
        {
            if (queues[priority].Head != null)
            {
                Records.Begin(RecordKind.Ready, domain, priority);
                objects.WriteThreads(queues[priority].Head, isOfScheduler: true);
                Records.End();
            }
        }
    }

    /// <summary>The threads of the release heap in the order in which they leave it.</summary>
    public static IEnumerable<nuint> ReleaseOrder(Tcb* root)
    {
        var found = new List<nuint>();
        var pending = new Stack<nuint>();
        pending.Push((nuint)root);
        while (pending.TryPop(out nuint address))
        {
            if (address != 0)
            {
                found.Add(address);
                pending.Push((nuint)((Tcb*)address)->SchedulerNext);
                pending.Push((nuint)((Tcb*)address)->SchedulerPrevious);
            }

            if (found.Count > 4096)
            {
                throw new BrokenKernelException("the release queue does not end");
            }
        }

        return found.OrderBy(Time).ThenBy(Sequence);
    }

    private static ulong Time(nuint thread) => ((Tcb*)thread)->SchedContext->ReleaseTimeTicks;

    private static ulong Sequence(nuint thread) => ((Tcb*)thread)->ReleaseSequence;
}
