// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Source;

/// <summary>How an attribute of C# stands for an element of XML.</summary>
/// <param name="Name">Name of the attribute.</param>
/// <param name="Element">Name of the element.</param>
/// <param name="Place">Where the element belongs.</param>
/// <param name="Positional">Names of the arguments that have none; some are no attributes of the element but say where it belongs.</param>
internal sealed record CSharpForm(string Name, string Element, CSharpPlace Place, params string[] Positional)
{
    private static readonly CSharpForm[] s_all =
    [
        new("MemoryRegion", "memory_region", CSharpPlace.System, "name", "size"),
        new("ProtectionDomain", "protection_domain", CSharpPlace.ProtectionDomains, "name", "program"),
        new("Map", "map", CSharpPlace.ProtectionDomain, "pd", "mr", "vaddr"),
        new("Irq", "irq", CSharpPlace.ProtectionDomain, "pd", "id", "vector"),
        new("IoPort", "ioport", CSharpPlace.ProtectionDomain, "pd", "id", "addr", "size"),
        new("SetVar", "setvar", CSharpPlace.ProtectionDomain, "pd", "symbol", "region_paddr"),
        new("Restart", "restart", CSharpPlace.ProtectionDomain, "pd", "policy"),
        new("CapTcb", "cap_tcb", CSharpPlace.CSpace, "pd", "slot", "of"),
        new("CapSc", "cap_sc", CSharpPlace.CSpace, "pd", "slot", "of"),
        new("CapVSpace", "cap_vspace", CSharpPlace.CSpace, "pd", "slot", "of"),
        new("Channel", "channel", CSharpPlace.Channels, "first", "first_id", "second", "second_id"),
        new("SchedulingDomain", "domain", CSharpPlace.Domains, "name"),
        new("DomainSchedule", "domain_schedule", CSharpPlace.Domains),
        new("ScheduleEntry", "schedule_entry", CSharpPlace.Schedule, "domain", "duration"),
        new("ScheduleEndMarker", "schedule_end_marker", CSharpPlace.Schedule),
        new("IoAddressSpace", "io_address_space", CSharpPlace.System, "name", "peripheral_id", "domain_id"),
        new("IoMap", "iomap", CSharpPlace.IoAddressSpace, "space", "mr", "iovaddr"),
    ];

    /// <summary>Names of all.</summary>
    public static IEnumerable<string> Names => s_all.Select(form => form.Name);

    /// <summary>The form of an attribute; null when it is none of a description.</summary>
    public static CSharpForm? Find(string name) => Array.Find(s_all, form => form.Name == name || form.Name + "Attribute" == name);
}
