// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>Renamings of objects under which a configuration stays the same. States that are renamings of each other have the same
/// future, so one of them is explored.</summary>
/// <remarks>The order of derivations is left out of the renamed records: it matters to revocation only, of which such a configuration has
/// none.</remarks>
internal sealed unsafe class Symmetry
{
    private readonly List<Renaming> renamings = [];
    private readonly List<ulong> words = [];
    private readonly ulong root;

    public Symmetry(World world, IReadOnlyList<ulong[][]> interchangeable)
    {
        root = (ulong)((byte*)world.RootSlots - world.Computer.Memory);
        renamings.Add(new Renaming([], []));
        foreach (ulong[][] group in interchangeable)
        {
            List<Renaming> combined = [];
            foreach (int[] order in Orders(group.Length))
            {
                combined.AddRange(renamings.Select(renaming => With(renaming, world, group, order)));
            }

            renamings.Clear();
            renamings.AddRange(combined);
        }
    }

    /// <summary>The smallest fingerprint that a state can be given by a renaming.</summary>
    public Fingerprint CanonicalOf(StateRecords records)
    {
        if (renamings.Count == 1)
        {
            return records.Fingerprint;
        }

        Fingerprint best = Renamed(records, renamings[0]);
        foreach (Renaming renaming in renamings.Skip(1))
        {
            Fingerprint other = Renamed(records, renaming);
            best = other.High < best.High || (other.High == best.High && other.Low < best.Low) ? other : best;
        }

        return best;
    }

    private static ulong NameOf(World world, ulong slot) => Slot.Load(world.SlotAt(slot)).ObjectAddress - (ulong)world.Computer.Memory;

    private static ulong BufferOf(World world, ulong thread) =>
        (ulong)((byte*)World.BufferOf((Tcb*)Slot.Load(world.SlotAt(thread)).ObjectAddress) - world.Computer.Memory);

    private static Renaming With(Renaming others, World world, ulong[][] group, int[] order)
    {
        var renaming = new Renaming(new(others.Names), new(others.Slots));
        for (int i = 0; i < order.Length; i++)
        {
            for (int part = 0; part < group[i].Length; part++)
            {
                ulong slot = group[i][part];
                ulong other = group[order[i]][part];
                renaming.Slots.Add(slot, other);
                renaming.Names.Add(NameOf(world, slot), NameOf(world, other));
                if (Slot.Load(world.SlotAt(slot)).Type == CapabilityType.Thread)
                {
                    renaming.Names.Add(BufferOf(world, slot), BufferOf(world, other));
                }
            }
        }

        return renaming;
    }

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(place => order.Take(place).Append(count - 1)
            .Concat(order.Skip(place)).ToArray()));

    private Fingerprint Renamed(StateRecords records, Renaming renaming)
    {
        Fingerprint sum = default;
        for (int i = 0; i < records.Count; i++)
        {
            RecordKind kind = records.KindOf(i);
            if (kind == RecordKind.Derivation)
            {
                continue;
            }

            words.Clear();
            foreach (ulong word in records.WordsOf(i))
            {
                words.Add(renaming.Names.GetValueOrDefault(word, word));
            }

            ulong name = records.ContainerOf(i);
            ulong index = records.IndexOf(i);
            bool isSlot = kind == RecordKind.Capability && name == root;
            sum += Fingerprint.Of(
                kind, renaming.Names.GetValueOrDefault(name, name), isSlot ? renaming.Slots.GetValueOrDefault(index, index) : index,
                CollectionsMarshal.AsSpan(words));
        }

        return sum;
    }

    /// <summary>New names of objects, and new places of the capabilities to them in the common CNode.</summary>
    private sealed record Renaming(Dictionary<ulong, ulong> Names, Dictionary<ulong, ulong> Slots);
}
