// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment.Host;

/// <summary>
/// Addresses for an attacker to try: where others have something, as the machine's own tables say, and where programs guess.
/// </summary>
internal static class ProbeList
{
    private const int PagesOfEach = 20;
    private const int PagesOfKernel = 120;
    private const int RandomAddresses = 100;

    /// <summary>Makes the list; none of the addresses is one at which the attacker may do what the probe does.</summary>
    public static Probe[] Make(Snapshot snapshot, string attacker, Random random)
    {
        var own = snapshot.Spaces[attacker];
        List<Probe> probes = [];
        foreach (var space in snapshot.Spaces.Values.Where(space => space.Name != attacker))
        {
            var others = space.Mappings.Where(mapping => !own.ByAddress.ContainsKey(mapping.Address)).ToList();
            foreach (var mapping in Some(others, PagesOfEach, random))
            {
                AddAll(probes, mapping.Address + Offset(random));
            }
        }

        foreach (var mapping in Some(snapshot.Kernel, PagesOfKernel, random))
        {
            AddAll(probes, mapping.Address + Offset(random));
        }

        foreach (var mapping in own.Mappings.Where(mapping => !mapping.IsWritable && mapping.Address != 0))
        {
            probes.Add(new Probe { Address = mapping.Address + Offset(random), Kind = Probe.Write });
        }

        foreach (var address in Guesses(own, random).Where(address => !own.ByAddress.ContainsKey(address & ~0xffful)))
        {
            AddAll(probes, address & ~7ul);
        }

        var all = probes.ToArray();
        random.Shuffle(all);
        return [.. all.Take(Orders.MostProbes)];
    }

    private static IEnumerable<ulong> Guesses(AddressSpace own, Random random)
    {
        // Zero, ends of the halves of the address space, addresses that cannot be, and what lies next to its own pages.
        ulong[] special = [0, 8, 0x1000, 0x10_0000, 0x7fff_ffff_f000, 0x8000_0000_0000, 0xffff_7fff_ffff_fff8, 0xffff_8000_0000_0000, ~7ul];
        var neighbours = own.Mappings.SelectMany(mapping => new[] { mapping.Address - 8, mapping.Address + 0x1000 });
        var random47 = Enumerable.Range(0, RandomAddresses).Select(_ => (ulong)random.NextInt64(1L << 47));
        var random64 = Enumerable.Range(0, RandomAddresses).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue));
        return special.Concat(neighbours.Distinct().Take(RandomAddresses)).Concat(random47).Concat(random64);
    }

    private static void AddAll(List<Probe> probes, ulong address)
    {
        probes.Add(new Probe { Address = address, Kind = Probe.Read });
        probes.Add(new Probe { Address = address, Kind = Probe.Write });
        probes.Add(new Probe { Address = address, Kind = Probe.Execute });
    }

    private static IEnumerable<Mapping> Some(IReadOnlyList<Mapping> mappings, int count, Random random) =>
        mappings.Count <= count ? mappings : Enumerable.Range(0, count).Select(_ => mappings[random.Next(mappings.Count)]);

    private static ulong Offset(Random random) => (ulong)random.Next(512) * 8;
}
