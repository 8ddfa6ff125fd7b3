// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Elf;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Containment.Host;

/// <summary>What may not differ between two instants, nor be shared at any.</summary>
internal static class Comparison
{
    private const string Monitor = "monitor";
    private const string Canary = "canary";
    private const string Warden = "warden";

    /// <summary>Tells what has changed that the attacker may not change.</summary>
    public static IEnumerable<string> Differences(Snapshot before, Snapshot after, string attacker, AttackedSystem system)
    {
        foreach (var name in before.Spaces.Keys.Where(name => !after.Spaces.ContainsKey(name)))
        {
            yield return $"the address space of {name} is gone";
        }

        foreach (var (name, space) in after.Spaces)
        {
            if (!before.Spaces.TryGetValue(name, out var earlier) || !space.Mappings.SequenceEqual(earlier.Mappings))
            {
                yield return $"the address space of {name} has changed";
            }
        }

        var changed = Enumerable.Range(0, before.Hashes.Length).Where(page => before.Hashes[page] != after.Hashes[page])
            .Select(page => (ulong)page * GuestMemory.PageBytes).ToHashSet();
        foreach (var page in KernelPages().Where(changed.Contains))
        {
            yield return $"the kernel's code or constants have changed at 0x{page:x}";
        }

        foreach (var line in ConstantPages(before, attacker)
            .Where(page => changed.Contains(page.Frame) && !system.IsForDevices(page.Frame)).Select(page => page.Owner).Distinct())
        {
            yield return $"memory of {line} has changed";
        }
    }

    /// <summary>Tells which memory the attacker has in common with others although the description does not say so.</summary>
    public static IEnumerable<string> Sharing(Snapshot snapshot, string attacker, AttackedSystem system)
    {
        if (!snapshot.Spaces.TryGetValue(attacker, out var own))
        {
            yield return $"there is no address space of {attacker}, but {string.Join(", ", snapshot.Spaces.Keys)}";
            yield break;
        }

        var frames = own.Mappings.DistinctBy(mapping => mapping.Frame).ToDictionary(mapping => mapping.Frame);
        foreach (var (name, space) in snapshot.Spaces.Where(pair => pair.Key is not Monitor && pair.Key != attacker))
        {
            foreach (var other in space.Mappings.Where(mapping => frames.ContainsKey(mapping.Frame)))
            {
                var mine = frames[other.Frame];
                var region = system.Regions.LastOrDefault(map => map.Address <= mine.Address && mine.Address - map.Address < map.Bytes);
                var isDescribed = mine.Address - Orders.Address < Orders.Bytes
                    ? name == Warden
                    : region is not null && system.Sharers[region.Name].Contains(name);
                if (!isDescribed && (mine.IsWritable || !IsForAll(mine.Address)))
                {
                    yield return $"the attacker shares memory at 0x{mine.Address:x} with {name}";
                }
            }
        }

        foreach (var region in system.Regions.Where(region => !region.IsWritable))
        {
            if (own.ByAddress.TryGetValue(region.Address, out var mapping) && mapping.IsWritable)
            {
                yield return $"the attacker can write {region.Name}";
            }
        }
    }

    /// <summary>What everybody reads: which life everybody lives.</summary>
    private static bool IsForAll(ulong address) => address is >= SpaceLayout.LivesAddress and < SpaceLayout.LivesEnd;

    /// <summary>Frames that only the monitor can write, and those of the one that does nothing.</summary>
    private static IEnumerable<(ulong Frame, string Owner)> ConstantPages(Snapshot snapshot, string attacker)
    {
        var writable = snapshot.Spaces.Values.Where(space => space.Name != Monitor)
            .SelectMany(space => space.Mappings).Where(mapping => mapping.IsWritable).Select(mapping => mapping.Frame).ToHashSet();
        return snapshot.Spaces.Values.Where(space => space.Name != Monitor && space.Name != attacker)
            .SelectMany(space => space.Mappings
                .Where(mapping => mapping.IsUser && mapping.Frame < (ulong)snapshot.Hashes.Length * GuestMemory.PageBytes)
                .Where(mapping => !IsForAll(mapping.Address) && (space.Name == Canary || !writable.Contains(mapping.Frame)))
                .Select(mapping => (mapping.Frame, space.Name)));
    }

    private static IEnumerable<ulong> KernelPages()
    {
        var kernel = ElfImage.Load(BuildOutput.KernelWithSymbols("microkit"));
        foreach (var segment in kernel.Segments
            .Where(segment => segment.Type == ElfSegmentType.Load && (segment.Flags & ElfSegmentFlags.Write) == 0))
        {
            var end = segment.PhysicalAddress + segment.MemorySize;
            for (var page = segment.PhysicalAddress & ~0xffful; page < end; page += GuestMemory.PageBytes)
            {
                yield return page;
            }
        }
    }
}
