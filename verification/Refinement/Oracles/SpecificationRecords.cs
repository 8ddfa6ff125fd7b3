// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Records;
using Dafny;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>A state of the specification as records, and their fingerprint alone, which is much faster for a state that has much in
/// common with the one before.</summary>
internal sealed class SpecificationRecords
{
    private readonly StateRecords scratch = new();
    private readonly MapFingerprint<_ISlot, _ICap> caps = new(WriteCapability);
    private readonly MapFingerprint<BigInteger, _IObject> objects = new(WriteObject);
    private _IState? last;
    private Fingerprint tree;
    private Fingerprint machine;
    private Fingerprint processor;

    /// <summary>Fingerprint of a state's records.</summary>
    public Fingerprint FingerprintOf(_IState state)
    {
        if (last == null || !ReferenceEquals(state.dtor_tree, last.dtor_tree))
        {
            tree = Of(state, WriteTree);
        }

        if (last == null || !ReferenceEquals(state.dtor_processor, last.dtor_processor))
        {
            processor = Of(state, WriteProcessor);
        }

        if (last == null || !ReferenceEquals(state.dtor_irqs, last.dtor_irqs) || !ReferenceEquals(state.dtor_ports, last.dtor_ports)
            || !ReferenceEquals(state.dtor_asidPools, last.dtor_asidPools))
        {
            machine = Of(state, WriteMachine);
        }

        last = state;
        return tree + processor + machine + caps.Of(state.dtor_caps) + objects.Of(state.dtor_objects);
    }

    /// <summary>All records of a state.</summary>
    public static StateRecords Write(_IState state)
    {
        var records = new StateRecords();
        WriteTree(records, state);
        WriteProcessor(records, state);
        WriteMachine(records, state);
        foreach (var pair in state.dtor_caps.ItemEnumerable)
        {
            WriteCapability(records, pair.Car, pair.Cdr);
        }

        foreach (var pair in state.dtor_objects.ItemEnumerable)
        {
            ObjectExport.Write(records, (ulong)pair.Car, pair.Cdr);
        }

        return records;
    }

    private static SlotName NameOf(_ISlot slot) =>
        slot.is_IrqSlot ? new SlotName(0, (ulong)slot.dtor_irq) : new SlotName((ulong)slot.dtor_container, (ulong)slot.dtor_index);

    private static void WriteTree(StateRecords records, _IState state)
    {
        SlotName previous = default;
        foreach (_INode node in state.dtor_tree)
        {
            SlotName name = NameOf(node.dtor_slot);
            ulong depth = (ulong)node.dtor_depth;
            records.Begin(RecordKind.Derivation, name.Container, name.Index);
            records.Add(depth);
            records.Add(node.dtor_revocable ? 1UL : 0);
            records.Add(depth > 0 ? previous.Container : 0);
            records.Add(depth > 0 ? previous.Index : 0);
            records.End();
            previous = name;
        }
    }

    private static void WriteCapability(StateRecords records, _ISlot slot, _ICap capability)
    {
        SlotName name = NameOf(slot);
        records.Begin(RecordKind.Capability, name.Container, name.Index);
        CapabilityExport.Write(records, capability);
        records.End();
    }

    private static void WriteObject(StateRecords records, BigInteger name, _IObject it) => ObjectExport.Write(records, (ulong)name, it);

    private static void WriteMachine(StateRecords records, _IState state)
    {
        foreach (var pair in state.dtor_irqs.ItemEnumerable)
        {
            records.Begin(RecordKind.Interrupt, (ulong)pair.Car);
            records.Add(pair.Cdr.is_IrqIssued ? 1UL : 0);
            records.End();
        }

        foreach (var pair in state.dtor_asidPools.ItemEnumerable)
        {
            records.Begin(RecordKind.PoolOf, (ulong)pair.Car);
            records.Add((ulong)pair.Cdr);
            records.End();
        }

        foreach (var word in state.dtor_ports.ItemEnumerable.Where(pair => pair.Cdr).GroupBy(pair => (ulong)pair.Car / 64))
        {
            records.Begin(RecordKind.Ports, word.Key);
            records.Add(word.Aggregate(0UL, (bits, pair) => bits | (1UL << (int)((ulong)pair.Car % 64))));
            records.End();
        }
    }

    private static void WriteProcessor(StateRecords records, _IState state)
    {
        _IProcessor processor = state.dtor_processor;
        records.Begin(RecordKind.Processor, 0);
        records.Add(ObjectExport.Name(processor.dtor_current));
        records.Add((ulong)processor.dtor_domain);
        records.End();
        foreach (var pair in processor.dtor_ready.ItemEnumerable)
        {
            records.Begin(RecordKind.Ready, (ulong)pair.Car.dtor__0, (ulong)pair.Car.dtor__1);
            ObjectExport.WriteThreads(records, pair.Cdr);
            records.End();
        }

        records.Begin(RecordKind.Release, 0);
        ObjectExport.WriteThreads(records, processor.dtor_release);
        records.End();
    }

    private Fingerprint Of(_IState state, Action<StateRecords, _IState> write)
    {
        scratch.Clear();
        write(scratch, state);
        return scratch.Fingerprint;
    }
}
