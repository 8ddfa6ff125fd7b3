// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Reports;

/// <summary>Who can reach what: each authority, and whom a protection domain can influence through others.</summary>
public sealed class Reach
{
    private readonly List<Authority> _authorities = [];
    private readonly Dictionary<string, SortedSet<string>> _influences = [];

    /// <summary>Finds everything that the description allows.</summary>
    public Reach(SystemDescription system)
    {
        foreach (ProtectionDomain domain in system.ProtectionDomains)
        {
            AddOwn(domain);
            if (domain.MonitorControl is { MayChange: true })
            {
                _authorities.AddRange(system.ProtectionDomains.Select(
                    other => new Authority(domain.Name, other.Name, AuthorityTarget.Domain, "stop and start")));
            }
        }

        foreach (Channel channel in system.Channels)
        {
            AddEnd(channel.First, channel.Second);
            AddEnd(channel.Second, channel.First);
        }

        AddInfluences(system);
    }

    /// <summary>Every authority, by protection domain.</summary>
    public IReadOnlyList<Authority> Authorities => _authorities;

    /// <summary>Protection domains whose behaviour one can influence, directly or through others.</summary>
    public IReadOnlyCollection<string> InfluencedBy(string domain) => _influences[domain];

    /// <summary>Rights of a map as letters.</summary>
    public static string Letters(Permissions permissions) =>
        ((permissions & Permissions.Read) != 0 ? "r" : "")
        + ((permissions & Permissions.Write) != 0 ? "w" : "")
        + ((permissions & Permissions.Execute) != 0 ? "x" : "");

    /// <summary>An interrupt in words.</summary>
    public static string Describe(Interrupt interrupt) => interrupt.Message is null
        ? string.Create(CultureInfo.InvariantCulture, $"I/O APIC {interrupt.Pin!.IoApic} pin {interrupt.Pin.Pin}")
        : $"PCI {interrupt.Message.Device}";

    private void AddOwn(ProtectionDomain domain)
    {
        void Add(string to, AuthorityTarget target, string how) => _authorities.Add(new Authority(domain.Name, to, target, how));
        foreach (RegionMap map in domain.Maps)
        {
            Add(map.Region!.Name, AuthorityTarget.Region, Letters(map.Permissions));
        }

        foreach (Interrupt interrupt in domain.Interrupts)
        {
            Add(Describe(interrupt), AuthorityTarget.Interrupt, "acknowledge");
        }

        foreach (IoPortRange ports in domain.Ports)
        {
            Add($"{ports.Address.Value:x4}-{ports.Address.Value + ports.Size - 1:x4}", AuthorityTarget.Ports, "read and write");
        }

        foreach (ProtectionDomain child in domain.Children)
        {
            Add(child.Name, AuthorityTarget.Domain, "parent");
        }

        foreach (SharedCapability capability in domain.SharedCapabilities)
        {
            string how = capability.Kind switch
            {
                SharedCapabilityKind.Thread => "thread",
                SharedCapabilityKind.SchedContext => "scheduling context",
                _ => "address space",
            };
            Add(capability.Domain!.Name, AuthorityTarget.Domain, how);
        }
    }

    private void AddEnd(ChannelEnd end, ChannelEnd other)
    {
        if (end.CanNotify)
        {
            _authorities.Add(new Authority(end.Domain!.Name, other.Domain!.Name, AuthorityTarget.Domain, "notify"));
        }

        if (end.CanCall)
        {
            _authorities.Add(new Authority(end.Domain!.Name, other.Domain!.Name, AuthorityTarget.Domain, "call"));
        }
    }

    /// <summary>Acting on somebody influences it, replying to a caller does, and so does writing what it can read.</summary>
    private void AddInfluences(SystemDescription system)
    {
        Dictionary<string, HashSet<string>> direct = system.ProtectionDomains.ToDictionary(
            domain => domain.Name,
            _ => new HashSet<string>());
        foreach (Authority authority in _authorities.Where(authority => authority.Target == AuthorityTarget.Domain))
        {
            direct[authority.From].Add(authority.To);
            if (authority.How is "call" or "parent")
            {
                direct[authority.To].Add(authority.From);
            }
        }

        ILookup<MemoryRegion?, (string Name, bool CanWrite)> users = system.ProtectionDomains
            .SelectMany(domain => domain.Maps.Select(map => (domain.Name, map)))
            .ToLookup(pair => pair.map.Region, pair => (pair.Name, (pair.map.Permissions & Permissions.Write) != 0));
        foreach (IGrouping<MemoryRegion?, (string Name, bool CanWrite)> region in users)
        {
            foreach ((string writer, bool _) in region.Where(user => user.CanWrite))
            {
                direct[writer].UnionWith(region.Select(user => user.Name));
            }
        }

        foreach (string name in direct.Keys)
        {
            _influences.Add(name, Closure(name, direct));
        }
    }

    private static SortedSet<string> Closure(string start, Dictionary<string, HashSet<string>> direct)
    {
        SortedSet<string> reached = new(StringComparer.Ordinal);
        Stack<string> waiting = new([start]);
        while (waiting.TryPop(out string? name))
        {
            foreach (string next in direct[name].Where(reached.Add))
            {
                waiting.Push(next);
            }
        }

        reached.Remove(start);
        return reached;
    }
}
