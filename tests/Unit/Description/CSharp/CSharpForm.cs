// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Caprock.Tests.Unit.Description.CSharp;

/// <summary>Writes a description as attributes of C#.</summary>
internal static class CSharpForm
{
    private static readonly (string Element, string Attribute, string[] Positional)[] s_plain =
    [
        ("map", "Map", ["mr", "vaddr"]),
        ("irq", "Irq", ["id", "vector"]),
        ("ioport", "IoPort", ["id", "addr", "size"]),
        ("setvar", "SetVar", ["symbol", "region_paddr"]),
        ("restart", "Restart", ["policy"]),
    ];

    /// <summary>The same system in C#.</summary>
    public static string Write(string xml)
    {
        XElement root = XElement.Parse(xml);
        StringBuilder text = new("using Caprock.Kit.Components.Systems;\n\n");
        foreach (XElement element in root.Elements())
        {
            foreach (string line in Lines(element))
            {
                text.Append("[assembly: ").Append(line).Append("]\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(XElement element) => element.Name.LocalName switch
    {
        "memory_region" => [Attribute("MemoryRegion", element, [], "name", "size")],
        "protection_domain" => Domain(element),
        "channel" => [Channel(element)],
        "domains" => Domains(element),
        _ => element.Elements().Select(map => Attribute("IoMap", map, [Text(element, "name")], "mr", "iovaddr"))
            .Prepend(Attribute("IoAddressSpace", element, [], "name", "peripheral_id", "domain_id")),
    };

    private static IEnumerable<string> Domain(XElement domain)
    {
        string name = Text(domain, "name");
        XElement image = domain.Element("program_image")!;
        XElement whole = new(domain);
        whole.RemoveNodes();
        if (image.Attribute("path_for_symbols") is XAttribute symbols)
        {
            whole.Add(symbols);
        }

        string parent = domain.Parent!.Name == "protection_domain" ? $", Parent = {Text(domain.Parent, "name")}" : "";
        whole.Attribute("name")!.Remove();
        string line = Attribute("ProtectionDomain", whole, [name, Text(image, "path")]);
        yield return line.Insert(line.Length - 1, parent);
        foreach ((string element, string attribute, string[] positional) in s_plain)
        {
            foreach (XElement part in domain.Elements(element))
            {
                yield return Attribute(attribute, part, [name], positional);
            }
        }

        foreach (XElement capability in domain.Elements("cspace").Elements())
        {
            string kind = capability.Name.LocalName switch { "cap_tcb" => "CapTcb", "cap_sc" => "CapSc", _ => "CapVSpace" };
            yield return Attribute(kind, capability, [name], "slot", "pd");
        }

        foreach (string child in domain.Elements("protection_domain").SelectMany(Domain))
        {
            yield return child;
        }
    }

    private static string Channel(XElement channel)
    {
        XElement[] ends = [.. channel.Elements()];
        List<string> parts = [.. ends.SelectMany(end => new[] { Text(end, "pd"), end.Attribute("id")!.Value })];
        foreach ((XElement end, string which) in ends.Zip(["First", "Second"]))
        {
            foreach ((string name, string property) in new[] { ("pp", "Calls"), ("notify", "Notifies"), ("setvar_id", "SetvarId") })
            {
                if (end.Attribute(name) is not null)
                {
                    parts.Add($"{which}{property} = {Text(end, name)}");
                }
            }
        }

        return $"Channel({string.Join(", ", parts)})";
    }

    private static IEnumerable<string> Domains(XElement domains)
    {
        foreach (XElement domain in domains.Elements("domain"))
        {
            yield return Attribute("SchedulingDomain", domain, [], "name");
        }

        foreach (XElement schedule in domains.Elements("domain_schedule"))
        {
            XElement whole = new(schedule.Name, schedule.Attributes());
            yield return Attribute("DomainSchedule", whole, []);
            foreach (XElement entry in schedule.Elements())
            {
                yield return entry.Name == "schedule_entry"
                    ? Attribute("ScheduleEntry", entry, [], "domain", "duration")
                    : "ScheduleEndMarker";
            }
        }
    }

    private static string Attribute(string name, XElement element, string[] first, params string[] positional)
    {
        IEnumerable<string> given = positional.Where(one => element.Attribute(one) is not null).Select(one => Text(element, one));
        IEnumerable<string> named = element.Attributes().Where(one => !positional.Contains(one.Name.LocalName))
            .Select(one => $"{Pascal(one.Name.LocalName)} = {Text(element, one.Name.LocalName)}");
        return $"{name}({string.Join(", ", first.Concat(given).Concat(named))})";
    }

    private static string Text(XElement element, string name)
    {
        string value = element.Attribute(name)!.Value;
        bool isConstant = value is "true" or "false" || value.StartsWith("0x", StringComparison.Ordinal)
            || ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isConstant && name is not ("name" or "pd" or "mr") ? value : $"\"{value}\"";
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
