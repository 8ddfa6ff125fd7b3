// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Isolation;

/// <summary>A kernel with two partitions that share nothing but the processor (or, to try the check, one thing more): each has a CNode,
/// memory, objects and a thread.</summary>
internal sealed unsafe class PartitionWorld : IDisposable
{
    /// <summary>The watched partition's highest priority.</summary>
    public const byte WatchedPriority = 100;

    /// <summary>The hidden partition's, which gets the processor first.</summary>
    public const byte HiddenPriority = 101;

    /// <summary>How long the hidden partition may run in each period.</summary>
    public const ulong BudgetMicroseconds = 5000;

    /// <summary>After how long it may again.</summary>
    public const ulong PeriodMicroseconds = 20_000;

    private const int Radix = 4;
    private const ulong PageBytes = 4096;
    private const int PlaceWord = 14;
    private const ulong NotificationSlot = 4;
    private const ulong ThreadSlot = 6;

    private readonly World world = new(2, 1 << 18);
    private readonly KernelRunner runner;
    private readonly KernelAbstraction abstraction;
    private readonly Snapshot start;
    private readonly ulong startTicks;
    private readonly ulong startDeadline;

    public PartitionWorld(Sharing sharing)
    {
        Watched = Make(WatchedPriority, out Tcb* watched, out SchedContext* watchedContext);
        Slot* notification = world.SlotAt(NotificationSlot);
        Slot* threadSlot = world.SlotAt(ThreadSlot);
        Hidden = Make(HiddenPriority, out Tcb* hidden, out SchedContext* hiddenContext);
        if (sharing is Sharing.Notification or Sharing.Thread)
        {
            Slot* shared = sharing == Sharing.Thread ? threadSlot : notification;
            DerivationTree.Insert(Slot.Load(shared), shared, world.SlotAt(world.NextSlot));
        }

        world.GiveTime(watchedContext, watched);
        ulong period = sharing == Sharing.Time ? BudgetMicroseconds : PeriodMicroseconds;
        world.GiveTime(hiddenContext, hidden, BudgetMicroseconds, period, Refills.Minimum);
        world.Start(watched);
        world.Start(hidden);
        runner = new KernelRunner(world);
        abstraction = new KernelAbstraction(world);
        start = new Snapshot(world);
        startTicks = world.Computer.Ticks;
        startDeadline = world.Computer.Deadline;
    }

    /// <summary>Time until the timer's next interrupt.</summary>
    public ulong MicrosecondsToTimer =>
        (Math.Max(world.Computer.Deadline, world.Computer.Ticks) - world.Computer.Ticks) / HostMachine.Frequency;

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
        world.Computer.Ticks = startTicks;
        world.Computer.Deadline = startDeadline;
    }

    /// <summary>The running thread takes a step.</summary>
    public void Take(Step step)
    {
        world.Computer.Enter();
        Watchdog.Note();
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

    private Partition Make(byte priority, out Tcb* thread, out SchedContext* context)
    {
        world.Align(PageBytes);
        ulong from = world.Here;
        world.BeginNode(Radix);
        world.PlaceMemory(12);
        world.PlaceObject(ObjectType.Endpoint);
        world.PlaceObject(ObjectType.Notification);
        world.PlaceObject(ObjectType.Reply);
        thread = (Tcb*)Slot.Load(world.SlotAt(world.PlaceObject(ObjectType.Tcb))).ObjectAddress;
        ulong slot = world.PlaceObject(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits);
        context = (SchedContext*)Slot.Load(world.SlotAt(slot)).ObjectAddress;
        world.PlaceObject(ObjectType.CapTable, 2);
        world.Equip(thread, priority);
        thread->MaximumControlledPriority = priority;
        world.Align(PageBytes);
        return new Partition(from, world.Here);
    }
}
