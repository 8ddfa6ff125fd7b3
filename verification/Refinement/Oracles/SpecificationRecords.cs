// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>A state of the specification as records.</summary>
internal sealed class SpecificationRecords
{
    private readonly Dictionary<SlotName, (int Position, ulong Depth, bool IsRevocable)> nodes = [];
    private SlotName[] order = new SlotName[256];

    /// <summary>The records of the last time.</summary>
    public StateRecords Records { get; } = new();

    /// <summary>Writes a state.</summary>
    public StateRecords Write(_IState state)
    {
        Records.Clear();
        ReadTree(state);
        foreach (var pair in state.dtor_caps.ItemEnumerable)
        {
            WriteCapability(NameOf(pair.Car), pair.Cdr);
        }

        foreach (var pair in state.dtor_objects.ItemEnumerable)
        {
            ObjectExport.Write(Records, (ulong)pair.Car, pair.Cdr);
        }

        foreach (var pair in state.dtor_irqs.ItemEnumerable)
        {
            Records.Begin(RecordKind.Interrupt, (ulong)pair.Car);
            Records.Add(pair.Cdr.is_IrqIssued ? 1UL : 0);
            Records.End();
        }

        foreach (var pair in state.dtor_asidPools.ItemEnumerable)
        {
            Records.Begin(RecordKind.PoolOf, (ulong)pair.Car);
            Records.Add((ulong)pair.Cdr);
            Records.End();
        }

        WritePorts(state);
        WriteProcessor(state.dtor_processor);
        Records.Sort();
        return Records;
    }

    /// <summary>Name of a slot.</summary>
    public static SlotName NameOf(_ISlot slot) =>
        slot.is_IrqSlot ? new SlotName(0, (ulong)slot.dtor_irq) : new SlotName((ulong)slot.dtor_container, (ulong)slot.dtor_index);

    private void ReadTree(_IState state)
    {
        nodes.Clear();
        int position = 0;
        foreach (_INode node in state.dtor_tree)
        {
            SlotName name = NameOf(node.dtor_slot);
            if (position == order.Length)
            {
                Array.Resize(ref order, position * 2);
            }

            order[position] = name;
            nodes[name] = (position++, (ulong)node.dtor_depth, node.dtor_revocable);
        }
    }

    private void WriteCapability(SlotName name, _ICap capability)
    {
        var node = nodes[name];
        SlotName previous = node.Depth > 0 ? order[node.Position - 1] : default;
        Records.Begin(RecordKind.Capability, name.Container, name.Index);
        CapabilityExport.Write(Records, capability);
        Records.Add(node.Depth);
        Records.Add(node.IsRevocable ? 1UL : 0);
        Records.Add(previous.Container);
        Records.Add(previous.Index);
        Records.End();
    }

    private void WritePorts(_IState state)
    {
        foreach (var word in state.dtor_ports.ItemEnumerable.Where(pair => pair.Cdr).GroupBy(pair => (ulong)pair.Car / 64))
        {
            Records.Begin(RecordKind.Ports, word.Key);
            Records.Add(word.Aggregate(0UL, (bits, pair) => bits | (1UL << (int)((ulong)pair.Car % 64))));
            Records.End();
        }
    }

    private void WriteProcessor(_IProcessor processor)
    {
        Records.Begin(RecordKind.Processor, 0);
        Records.Add(ObjectExport.Name(processor.dtor_current));
        Records.Add((ulong)processor.dtor_domain);
        Records.End();
        foreach (var pair in processor.dtor_ready.ItemEnumerable)
        {
            Records.Begin(RecordKind.Ready, (ulong)pair.Car.dtor__0, (ulong)pair.Car.dtor__1);
            ObjectExport.WriteThreads(Records, pair.Cdr);
            Records.End();
        }

        Records.Begin(RecordKind.Release, 0);
        ObjectExport.WriteThreads(Records, processor.dtor_release);
        Records.End();
    }
}
