// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Reading;

/// <summary>Finds what the names in a description refer to.</summary>
internal sealed class Resolver
{
    private readonly SystemDescription _system;
    private readonly DiagnosticList _diagnostics;
    private readonly Dictionary<string, ProtectionDomain> _protectionDomains;
    private readonly Dictionary<string, MemoryRegion> _regions;
    private readonly Dictionary<string, SchedulingDomain> _schedulingDomains;

    /// <summary>Prepares to resolve the names of a system.</summary>
    public Resolver(SystemDescription system, DiagnosticList diagnostics)
    {
        _system = system;
        _diagnostics = diagnostics;
        _protectionDomains = ByName(system.ProtectionDomains, domain => domain.Name);
        _regions = ByName(system.MemoryRegions, region => region.Name);
        _schedulingDomains = ByName(system.DomainPlan?.Domains ?? [], domain => domain.Name);
    }

    /// <summary>Resolves every name, and reports those that refer to nothing.</summary>
    public void Resolve()
    {
        foreach (ProtectionDomain domain in _system.ProtectionDomains)
        {
            ResolveDomain(domain);
        }

        foreach (ChannelEnd end in _system.Channels.SelectMany(channel => channel.Ends))
        {
            ResolveEnd(end);
        }

        foreach (RegionMap map in _system.IoAddressSpaces.SelectMany(space => space.Maps))
        {
            map.Region = Find(map.RegionName, _regions, "memory region");
        }

        foreach (DomainPlanEntry entry in _system.DomainPlan?.Entries ?? [])
        {
            entry.Domain = entry.DomainName is null ? null : Find(entry.DomainName, _schedulingDomains, "scheduling domain");
        }

        PageSizes.Choose(_system);
    }

    private void ResolveDomain(ProtectionDomain domain)
    {
        foreach (RegionMap map in domain.Maps)
        {
            map.Region = Find(map.RegionName, _regions, "memory region");
        }

        // The region of a map's variables is the map's own: an unknown name is reported once.
        foreach (SymbolValue value in domain.SymbolValues.Where(value => value.RegionName is not null))
        {
            value.Region = value.Kind == SymbolValueKind.PhysicalAddress
                ? Find(value.RegionName!, _regions, "memory region")
                : _regions.GetValueOrDefault(value.RegionName!.Name);
        }

        foreach (SharedCapability capability in domain.SharedCapabilities)
        {
            capability.Domain = Find(capability.DomainName, _protectionDomains, "protection domain");
        }

        if (domain.DomainName is not null)
        {
            ResolveSchedulingDomain(domain, domain.DomainName);
        }
        else if (_schedulingDomains.Count > 0)
        {
            _diagnostics.Error(
                domain.Position,
                $"'{domain.Name}' does not say its scheduling domain",
                $"add domain=\"...\" with {Texts.OneOf([.. _schedulingDomains.Keys])}");
        }
    }

    private void ResolveSchedulingDomain(ProtectionDomain domain, NamedReference name)
    {
        if (_system.DomainPlan is null)
        {
            _diagnostics.Error(name.Position, "there is no domain schedule", "remove 'domain', or add a <domains> element");
            return;
        }

        domain.Domain = Find(name, _schedulingDomains, "scheduling domain");
    }

    private void ResolveEnd(ChannelEnd end)
    {
        end.Domain = Find(end.DomainName, _protectionDomains, "protection domain");
        if (end.IdSymbol is not null)
        {
            end.Domain?.Add(new SymbolValue
            {
                Position = end.IdSymbol.Position,
                Symbol = end.IdSymbol.Name,
                Kind = SymbolValueKind.Number,
                Number = end.Id.Value,
            });
        }
    }

    private T? Find<T>(NamedReference reference, Dictionary<string, T> known, string what)
        where T : class
    {
        if (reference.Name.Length == 0 || known.TryGetValue(reference.Name, out T? found))
        {
            return reference.Name.Length == 0 ? null : known[reference.Name];
        }

        string general = known.Count == 0 ? "the description has none" : $"there is no {what} of that name";
        _diagnostics.Error(
            reference.Position, $"the {what} {Texts.Quote(reference.Name)} is unknown", Suggestion.Or(reference.Name, known.Keys, general));
        return null;
    }

    private static Dictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> name)
    {
        Dictionary<string, T> known = [];
        foreach (T item in items)
        {
            known.TryAdd(name(item), item);
        }

        return known;
    }
}
