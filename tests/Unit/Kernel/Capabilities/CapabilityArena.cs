// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

/// <summary>A kernel instance with one CNode, memory and the invocations on both, called without a running thread.</summary>
/// <remarks>Slots are named by their index, which is also their address at a depth of 64 bits.</remarks>
internal sealed unsafe class CapabilityArena : IDisposable
{
    /// <summary>Slots of the CNode, as a power of two.</summary>
    public const int Radix = 8;

    /// <summary>Slot of the CNode's own capability.</summary>
    public const int RootNode = 1;

    /// <summary>Slot of memory, a mebibyte unless the maker of the arena says otherwise.</summary>
    public const int Memory = 2;

    /// <summary>Slot of 64 KiB of device memory.</summary>
    public const int DeviceMemory = 3;

    /// <summary>Slot of the authority over interrupts.</summary>
    public const int IrqControl = 4;

    private const int DeviceBits = 16;

    private readonly HostComputer computer;
    private readonly Slot* slots;
    private readonly Tcb* thread;
    private readonly ulong* buffer;

    public CapabilityArena(int memoryBits = 20)
    {
        computer = new HostComputer((2UL << memoryBits) + (8 << 20), hasPcid: true);
        slots = (Slot*)Reserve(Radix + ObjectSizes.SlotBits);
        thread = (Tcb*)Reserve(ObjectSizes.TcbBits);
        buffer = (ulong*)Reserve(Limits.IpcBufferSizeBits);
        void* memory = Reserve(memoryBits);
        void* device = Reserve(DeviceBits);
        HostBoot.Start(computer);
        DerivationTree.InsertRoot(
            CNodeCapability.Create((ulong)slots, Radix, Limits.WordBits - Radix, 0).Value, At(RootNode));
        DerivationTree.InsertRoot(UntypedCapability.Create((ulong)memory, memoryBits, false, 0, 0, 0).Value, At(Memory));
        DerivationTree.InsertRoot(UntypedCapability.Create((ulong)device, DeviceBits, true, 0, 0, 0).Value, At(DeviceMemory));
        DerivationTree.InsertRoot(IrqControlCapability.Create().Value, At(IrqControl));
    }

    /// <summary>Details of the last refusal.</summary>
    public ErrorDetail Detail { get; private set; }

    /// <summary>Capability of the CNode.</summary>
    public Capability Root => Cap(RootNode);

    /// <summary>Whether anything was derived from the capability in a slot.</summary>
    public bool HasChildren(int slot)
    {
        Slot* next = Slot.Next(At(slot));
        return next != null && DerivationTree.IsParentOf(At(slot), next);
    }

    /// <summary>Whether an interrupt waits, for preemption points.</summary>
    public bool InterruptPending
    {
        set => computer.PollsUntilInterrupt = value ? 0 : -1;
    }

    public void Dispose() => computer.Dispose();

    public Slot* At(int index) => slots + index;

    public Capability Cap(int index) => Slot.Load(At(index));

    public bool IsEmpty(int index) => Slot.IsEmpty(At(index));

    public int CountOccupied(int first, int count) => Enumerable.Range(first, count).Count(index => !IsEmpty(index));

    public void Expect(Error expected, Outcome actual) => Assert.Equal((Outcome)expected, actual);

    /// <summary>Invokes the capability in a slot with extra capabilities from slots and message words.</summary>
    public Outcome Invoke(int slot, InvocationLabel label, int[] extraCaps, params ulong[] words)
    {
        Message message = default;
        message.Sender = thread;
        message.Buffer = buffer;
        message.Label = label;
        message.Length = (ulong)words.Length;
        message.ExtraCap0 = extraCaps.Length > 0 ? At(extraCaps[0]) : null;
        message.ExtraCap1 = extraCaps.Length > 1 ? At(extraCaps[1]) : null;
        for (int i = 0; i < words.Length; i++)
        {
            buffer[i + 1] = words[i];
            if (i < ThreadContext.MessageRegisterCount)
            {
                ThreadContext.SetMessageRegister(thread, i, words[i]);
            }
        }

        Outcome outcome = Cap(slot).Type switch
        {
            CapabilityType.CNode => CNodeInvocations.Invoke(&message, At(slot), Cap(slot)),
            CapabilityType.Untyped => UntypedInvocations.Invoke(&message, At(slot), Cap(slot)),
            CapabilityType.IrqControl => IrqInvocations.InvokeControl(&message, At(slot), Cap(slot)),
            CapabilityType.IrqHandler => IrqInvocations.InvokeHandler(&message, At(slot), Cap(slot)),
            _ => throw new InvalidOperationException("no invocations for this type here"),
        };
        Detail = message.Detail;
        return outcome;
    }

    public Outcome Copy(int from, int to, ulong rights = 15) =>
        Invoke(RootNode, InvocationLabel.CNodeCopy, [RootNode], (ulong)to, 64, (ulong)from, 64, rights);

    public Outcome Mint(int from, int to, ulong data, ulong rights = 15) =>
        Invoke(RootNode, InvocationLabel.CNodeMint, [RootNode], (ulong)to, 64, (ulong)from, 64, rights, data);

    public Outcome Move(int from, int to) =>
        Invoke(RootNode, InvocationLabel.CNodeMove, [RootNode], (ulong)to, 64, (ulong)from, 64);

    public Outcome Mutate(int from, int to, ulong data) =>
        Invoke(RootNode, InvocationLabel.CNodeMutate, [RootNode], (ulong)to, 64, (ulong)from, 64, data);

    public Outcome Rotate(int destination, int pivot, int source, ulong destinationData = 0, ulong pivotData = 0) =>
        Invoke(
            RootNode, InvocationLabel.CNodeRotate, [RootNode, RootNode],
            (ulong)destination, 64, destinationData, (ulong)pivot, 64, pivotData, (ulong)source, 64);

    public Outcome Delete(int slot) => Invoke(RootNode, InvocationLabel.CNodeDelete, [], (ulong)slot, 64);

    public Outcome Revoke(int slot) => Invoke(RootNode, InvocationLabel.CNodeRevoke, [], (ulong)slot, 64);

    public Outcome CancelBadgedSends(int slot) =>
        Invoke(RootNode, InvocationLabel.CNodeCancelBadgedSends, [], (ulong)slot, 64);

    public Outcome Retype(int memory, ObjectType type, int sizeBits, int slot, int count = 1) =>
        RetypeRaw(memory, (ulong)type, (ulong)sizeBits, 0, 0, (ulong)slot, (ulong)count);

    public Outcome RetypeRaw(int memory, ulong type, ulong sizeBits, ulong index, ulong depth, ulong offset, ulong count) =>
        Invoke(memory, InvocationLabel.UntypedRetype, [RootNode], type, sizeBits, index, depth, offset, count);

    /// <summary>Revokes with an interrupt waiting and every unit of work a preemption point.</summary>
    public Outcome RevokeWithPreemptionAtEveryStep(int slot)
    {
        ExhaustWorkUnits();
        return Revoke(slot);
    }

    /// <summary>Makes the next unit of work a preemption point.</summary>
    public void ExhaustWorkUnits() => computer.State->WorkUnits = ProfileParameters.PreemptionWorkUnits - 1;

    /// <summary>Repeats an operation until it is no longer preempted.</summary>
    public Outcome Finish(Func<Outcome> operation)
    {
        for (int i = 0; i < 100_000; i++)
        {
            Outcome outcome = operation();
            if (outcome != Outcome.Preempted)
            {
                return outcome;
            }
        }

        throw new InvalidOperationException("the operation does not end");
    }

    /// <summary>Checks the derivation list of the memory: links agree both ways, every capability in the CNode that it holds is in
    /// it, and the descendants of any two slots are nested or disjoint.</summary>
    public void CheckList()
    {
        var list = new List<nint>();
        for (Slot* slot = At(Memory); slot != null; slot = Slot.Next(slot))
        {
            Assert.False(Slot.IsEmpty(slot));
            Assert.True(list.Count < 100_000);
            Assert.Equal(list.Count == 0 ? 0 : list[^1], (nint)slot->PreviousWord);
            list.Add((nint)slot);
        }

        var ends = new Stack<int>();
        for (int i = 0; i < list.Count; i++)
        {
            while (ends.Count > 0 && ends.Peek() <= i)
            {
                ends.Pop();
            }

            int end = i + 1;
            while (end < list.Count && DerivationTree.IsParentOf((Slot*)list[i], (Slot*)list[end]))
            {
                end++;
            }

            Assert.True(ends.Count == 0 || end <= ends.Peek());
            ends.Push(end);
        }

        for (int index = 0; index < 1 << Radix; index++)
        {
            bool isInMemory = !IsEmpty(index) && CapabilityRules.SameRegionAs(Cap(Memory), Cap(index));
            Assert.Equal(isInMemory, list.Contains((nint)At(index)));
        }
    }

    private void* Reserve(int sizeBits) => computer.Reserve(1UL << sizeBits, 1UL << sizeBits);
}
