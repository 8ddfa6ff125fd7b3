// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Isolation;

/// <summary>A kernel with two partitions that share nothing but the processor: each has a CNode, memory, objects and a thread.</summary>
internal sealed unsafe class PartitionWorld : IDisposable
{
    private const int Radix = 4;
    private const ulong PageBytes = 4096;
    private const byte Priority = 100;
    private const int PlaceWord = 14;

    private readonly World world = new(2, 1 << 18);
    private readonly KernelRunner runner;
    private readonly KernelAbstraction abstraction;
    private readonly Snapshot start;

    public PartitionWorld()
    {
        Watched = Make(out Tcb* watched);
        Hidden = Make(out Tcb* hidden);
        world.Start(watched);
        world.Start(hidden);
        runner = new KernelRunner(world);
        abstraction = new KernelAbstraction(world);
        start = new Snapshot(world);
    }

    /// <summary>The partition that is looked at.</summary>
    public Partition Watched { get; }

    /// <summary>The one that it may know nothing of.</summary>
    public Partition Hidden { get; }

    /// <summary>Whether a thread of a partition runs.</summary>
    public bool Runs(Partition partition) => partition.Has((ulong)((byte*)world.Kernel->CurrentThread - world.Computer.Memory));

    /// <inheritdoc/>
    public void Dispose() => world.Dispose();

    /// <summary>Goes back to the beginning.</summary>
    public void Restart()
    {
        world.Computer.Enter();
        start.Restore(world);
    }

    /// <summary>The running thread takes a step.</summary>
    public void Take(Step step)
    {
        world.Computer.Enter();
        runner.Prepare(step);
        runner.Take(step);
    }

    /// <summary>What the watched partition can see: its objects, slots and registers, but not who of all threads is ready.</summary>
    public StateRecords View()
    {
        world.Computer.Enter();
        StateRecords all = abstraction.Write([]);
        var view = new StateRecords();
        for (int i = 0; i < all.Count; i++)
        {
            RecordKind kind = all.KindOf(i);
            if (kind is RecordKind.Processor or RecordKind.Ready or RecordKind.Release or RecordKind.Interrupt
                || !Watched.Has(all.ContainerOf(i)))
            {
                continue;
            }

            view.Begin(kind, all.ContainerOf(i), all.IndexOf(i));
            ReadOnlySpan<ulong> words = all.WordsOf(i);
            for (int word = 0; word < words.Length; word++)
            {
                view.Add(kind == RecordKind.Thread && word == PlaceWord ? 0 : words[word]);
            }

            if (kind == RecordKind.Thread)
            {
                AddRegisters(view, (Tcb*)(world.Computer.Memory + all.ContainerOf(i)));
            }

            view.End();
        }

        return view;
    }

    private static void AddRegisters(StateRecords view, Tcb* thread)
    {
        var message = new ThreadMessage();
        message.Read(thread);
        view.Add(message.Badge);
        view.Add(message.Info);
        foreach (ulong word in message.Words)
        {
            view.Add(word);
        }
    }

    private Partition Make(out Tcb* thread)
    {
        world.Align(PageBytes);
        ulong from = world.Here;
        world.BeginNode(Radix);
        world.PlaceMemory(12);
        world.PlaceObject(ObjectType.Endpoint);
        world.PlaceObject(ObjectType.Notification);
        world.PlaceObject(ObjectType.Reply);
        thread = (Tcb*)Slot.Load(world.SlotAt(world.PlaceObject(ObjectType.Tcb))).ObjectAddress;
        ulong context = world.PlaceObject(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits);
        world.PlaceObject(ObjectType.CapTable, 2);
        world.Equip(thread, Priority);
        thread->MaximumControlledPriority = Priority;
        world.GiveTime((SchedContext*)Slot.Load(world.SlotAt(context)).ObjectAddress, thread);
        world.Align(PageBytes);
        return new Partition(from, world.Here);
    }
}
