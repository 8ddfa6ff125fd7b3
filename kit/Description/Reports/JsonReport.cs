// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using System.Text.Json;
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Reports;

/// <summary>A system for other tools: domains, channels, regions, rights, memory, and who can reach what.</summary>
public sealed class JsonReport
{
    private readonly SystemLayout _layout;
    private readonly Reach _reach;
    private readonly Utf8JsonWriter _json;

    private JsonReport(SystemLayout layout, Utf8JsonWriter json)
    {
        _layout = layout;
        _reach = new Reach(layout.System);
        _json = json;
    }

    /// <summary>The report; the same text for the same layout.</summary>
    public static string Write(SystemLayout layout)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            new JsonReport(layout, json).Write();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteNumber("version", 1);
        Array("protectionDomains", _layout.System.ProtectionDomains, WriteDomain);
        Array("memoryRegions", _layout.System.MemoryRegions, WriteRegion);
        Array("channels", _layout.System.Channels, WriteChannel);
        Array("ioAddressSpaces", _layout.System.IoAddressSpaces, WriteIoSpace);
        Array("schedule", _layout.System.DomainPlan?.Entries ?? [], WriteTurn);
        Array("authorities", _reach.Authorities, WriteAuthority);
        WriteMemory();
        _json.WriteEndObject();
    }

    private void WriteDomain(ProtectionDomain domain)
    {
        Program program = _layout.Programs[domain.Index];
        _json.WriteString("name", domain.Name);
        _json.WriteNumber("line", domain.Position.Line);
        _json.WriteString("parent", domain.Parent?.Name);
        _json.WriteNumber("priority", domain.Priority);
        _json.WriteNumber("budgetMicroseconds", domain.BudgetMicroseconds);
        _json.WriteNumber("periodMicroseconds", domain.PeriodMicroseconds);
        _json.WriteBoolean("passive", domain.IsPassive);
        _json.WriteBoolean("fpu", domain.HasFpu);
        _json.WriteString("schedulingDomain", domain.Domain?.Name);
        _json.WriteString("restart", (domain.Restart?.Policy ?? RestartPolicy.Never).ToString());
        _json.WriteString("program", program.Path);
        _json.WriteString("library", program.Kind == ProgramKind.Microkit ? "libmicrokit" : "kit");
        _json.WriteNumber("stackBytes", domain.StackBytes);
        _json.WriteNumber("arenaBytes", domain.ArenaBytes);
        _json.WriteNumber("memoryBytes", MemoryUse.OfDomain(_layout.Tables, domain.Index));
        Array("maps", domain.Maps, WriteMap);
        Array("interrupts", domain.Interrupts, interrupt =>
        {
            _json.WriteNumber("id", interrupt.Id.Value);
            _json.WriteString("source", Reach.Describe(interrupt));
            _json.WriteNumber("vector", interrupt.Vector.Value);
        });
        Array("ports", domain.Ports, ports =>
        {
            _json.WriteNumber("id", ports.Id.Value);
            _json.WriteNumber("first", ports.Address.Value);
            _json.WriteNumber("count", ports.Size);
        });
        _json.WriteStartArray("influences");
        foreach (string name in _reach.InfluencedBy(domain.Name))
        {
            _json.WriteStringValue(name);
        }

        _json.WriteEndArray();
    }

    private void WriteMap(RegionMap map)
    {
        _json.WriteString("region", map.Region!.Name);
        _json.WriteString("address", Hex(map.Address));
        _json.WriteString("rights", Reach.Letters(map.Permissions));
        _json.WriteBoolean("cached", map.IsCached);
    }

    private void WriteRegion(MemoryRegion region)
    {
        _json.WriteString("name", region.Name);
        _json.WriteNumber("line", region.Position.Line);
        _json.WriteNumber("bytes", region.SizeBytes);
        _json.WriteNumber("pageBytes", region.PageBytes);
        _json.WriteString("physicalAddress", region.PhysicalAddress is ulong address ? Hex(address) : null);
        _json.WriteString("prefill", region.Prefill?.Path ?? (region.BootInfo == BootInfoKind.None ? null : region.BootInfo.ToString()));
    }

    private void WriteChannel(Channel channel)
    {
        _json.WriteNumber("line", channel.Position.Line);
        Array("ends", channel.Ends, end =>
        {
            _json.WriteString("domain", end.Domain!.Name);
            _json.WriteNumber("id", end.Id.Value);
            _json.WriteBoolean("notify", end.CanNotify);
            _json.WriteBoolean("call", end.CanCall);
        });
    }

    private void WriteIoSpace(IoAddressSpace space)
    {
        _json.WriteString("name", space.Name);
        _json.WriteString("device", space.Device.ToString());
        _json.WriteNumber("domainId", space.DomainId.Value);
        Array("maps", space.Maps, WriteMap);
    }

    private void WriteTurn(DomainPlanEntry entry)
    {
        _json.WriteString("domain", entry.Domain?.Name);
        _json.WriteNumber("duration", entry.Duration);
        _json.WriteString("unit", entry.IsInTicks ? "ticks" : "us");
    }

    private void WriteAuthority(Authority authority)
    {
        _json.WriteString("from", authority.From);
        _json.WriteString("to", authority.To);
        _json.WriteString("target", authority.Target.ToString());
        _json.WriteString("how", authority.How);
    }

    private void WriteMemory()
    {
        LayoutTables tables = _layout.Tables;
        _json.WriteStartObject("memory");
        _json.WriteNumber("totalBytes", MemoryUse.Total(tables));
        _json.WriteNumber("dataBytes", tables.Data.Length);
        _json.WriteNumber("objects", tables.ObjectCount);
        _json.WriteNumber("capabilities", tables.Capabilities.Count);
        Array("byKind", MemoryUse.ByKind(tables), item =>
        {
            (ObjectKind kind, ulong count, ulong bytes) = item;
            _json.WriteString("kind", kind.ToString());
            _json.WriteNumber("count", count);
            _json.WriteNumber("bytes", bytes);
        });
        _json.WriteEndObject();
    }

    private void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private static string Hex(ulong value) => $"0x{value:x}";
}
