// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Records;
using Dafny;
using State = Caprock.Spec.State.State;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>Records as a state of the specification: where a run begins.</summary>
internal static class SpecificationImport
{
    /// <summary>Reads a state. Registers and messages of threads, which records leave out, are empty.</summary>
    public static _IState Read(StateRecords records)
    {
        var caps = new List<IPair<_ISlot, _ICap>>();
        var objects = new List<IPair<BigInteger, _IObject>>();
        var ready = new List<IPair<_System._ITuple2<BigInteger, BigInteger>, ISequence<BigInteger>>>();
        var pools = new List<IPair<BigInteger, BigInteger>>();
        var irqs = new List<IPair<BigInteger, _IIrqUse>>();
        _IProcessor processor = Spec.State.__default.EmptyProcessor;
        for (int i = 0; i < records.Count; i++)
        {
            ReadOnlySpan<ulong> words = records.WordsOf(i);
            switch (records.KindOf(i))
            {
                case RecordKind.Capability:
                    caps.Add(Pair(
                        SlotOf(new SlotName(records.ContainerOf(i), records.IndexOf(i))), CapabilityImport.Read(words)));
                    break;
                case RecordKind.Processor:
                    processor = Processor.create(
                        Name(words[0]), processor.dtor_ready, processor.dtor_release, words[1], 0, Pending.create_Resume(),
                        processor.dtor_schedule, 0, 0, false);
                    break;
                case RecordKind.Ready:
                    ready.Add(Pair(
                        _System.Tuple2<BigInteger, BigInteger>.create(records.ContainerOf(i), records.IndexOf(i)),
                        ObjectImport.Threads(words)));
                    break;
                case RecordKind.Release or RecordKind.Derivation:
                    break;
                case RecordKind.PoolOf:
                    pools.Add(Pair<BigInteger, BigInteger>(records.ContainerOf(i), words[0]));
                    break;
                case RecordKind.Interrupt:
                    irqs.Add(Pair<BigInteger, _IIrqUse>(
                        records.ContainerOf(i), words[0] == 0 ? IrqUse.create_IrqFree() : IrqUse.create_IrqIssued()));
                    break;
                default:
                    objects.Add(Pair<BigInteger, _IObject>(records.ContainerOf(i), ObjectImport.Read(records.KindOf(i), words)));
                    break;
            }
        }

        return State.create(
            Map<BigInteger, _IObject>.FromCollection(objects),
            Map<_ISlot, _ICap>.FromCollection(caps),
            ReadTree(records),
            Processor.create(
                processor.dtor_current, Map<_System._ITuple2<BigInteger, BigInteger>, ISequence<BigInteger>>.FromCollection(ready),
                processor.dtor_release, processor.dtor_domain, 0, Pending.create_Resume(), processor.dtor_schedule, 0, 0, false),
            Map<BigInteger, BigInteger>.FromCollection(pools),
            Map<BigInteger, _IIrqUse>.FromCollection(irqs),
            Map<BigInteger, bool>.Empty);
    }

    /// <summary>A name, None for zero.</summary>
    public static _IOption<BigInteger> Name(ulong name) =>
        name == 0 ? Option<BigInteger>.create_None() : Option<BigInteger>.create_Some(name);

    /// <summary>A slot.</summary>
    public static _ISlot SlotOf(SlotName name) =>
        name.Container == 0 ? Slot.create_IrqSlot(name.Index) : Slot.create_Slot(name.Container, name.Index);

    private static Pair<TKey, TValue> Pair<TKey, TValue>(TKey key, TValue value) => new(key, value);

    /// <summary>Puts the trees one behind the other; the records tell who comes directly after whom.</summary>
    private static ISequence<_INode> ReadTree(StateRecords records)
    {
        var roots = new List<int>();
        var after = new Dictionary<SlotName, int>();
        for (int i = 0; i < records.Count; i++)
        {
            if (records.KindOf(i) != RecordKind.Derivation)
            {
                continue;
            }

            ReadOnlySpan<ulong> words = records.WordsOf(i);
            if (words[0] == 0)
            {
                roots.Add(i);
            }
            else
            {
                after.Add(new SlotName(words[2], words[3]), i);
            }
        }

        var nodes = new List<_INode>();
        foreach (int root in roots)
        {
            for (int i = root; ;)
            {
                ReadOnlySpan<ulong> words = records.WordsOf(i);
                var name = new SlotName(records.ContainerOf(i), records.IndexOf(i));
                nodes.Add(Node.create(SlotOf(name), words[0], words[1] != 0));
                if (!after.TryGetValue(name, out i))
                {
                    break;
                }
            }
        }

        return Sequence<_INode>.FromArray([.. nodes]);
    }
}
