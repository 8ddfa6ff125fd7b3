// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Xml.Linq;
using Caprock.Kit.Builder;
using Caprock.Tests.Harness;

namespace Caprock.Tests.Containment.Host;

/// <summary>
/// The web server's system with an attacker in the place of one component, a second client of the network, and witnesses.
/// </summary>
internal sealed class AttackedSystem : IDisposable
{
    private const string Canary = "canary_pages";

    private const string Witnesses =
        """
        <system>
            <memory_region name="orders" size="0x10000" phys_addr="0x11000000" />
            <memory_region name="tick_page" size="0x2000" phys_addr="0x11010000" />
            <memory_region name="low_page" size="0x2000" phys_addr="0x11012000" />
            <memory_region name="canary_pages" size="0x10000" phys_addr="0x11020000" />
            <memory_region name="copier2_received" size="0x4000" />
            <memory_region name="echo_receive_queue" size="0x4000" />
            <memory_region name="echo_receive_data" size="0x80000" />
            <memory_region name="echo_transmit_queue" size="0x4000" />
            <memory_region name="echo_transmit_data" size="0x80000" phys_addr="0x10200000" />
            <memory_region name="echo_stack_memory" size="0x40000" />
            <protection_domain name="warden" priority="253">
                <program_image path="warden.elf" />
                <map mr="orders" vaddr="0x70000000" perms="rw" />
            </protection_domain>
            <protection_domain name="tick" priority="252" budget="500" period="10000">
                <program_image path="beat.elf" />
                <map mr="tick_page" vaddr="0x20000000" perms="rw" />
            </protection_domain>
            <protection_domain name="low" priority="2" budget="500" period="10000">
                <program_image path="beat.elf" />
                <map mr="low_page" vaddr="0x20000000" perms="rw" />
            </protection_domain>
            <protection_domain name="canary" priority="3">
                <program_image path="canary.elf" />
                <map mr="canary_pages" vaddr="0x20000000" perms="rw" />
            </protection_domain>
            <protection_domain name="copier2" priority="130">
                <program_image path="net_copy.elf" />
                <map mr="copier2_received" vaddr="0x20000000" perms="rw" />
                <map mr="packets" vaddr="0x20100000" perms="r" />
                <map mr="echo_receive_queue" vaddr="0x20200000" perms="rw" />
                <map mr="echo_receive_data" vaddr="0x20300000" perms="rw" />
            </protection_domain>
            <protection_domain name="echo" priority="99">
                <program_image path="udp_echo.elf" />
                <map mr="echo_receive_queue" vaddr="0x20000000" perms="rw" />
                <map mr="echo_receive_data" vaddr="0x20100000" perms="rw" />
                <map mr="echo_transmit_queue" vaddr="0x20200000" perms="rw" />
                <map mr="echo_transmit_data" vaddr="0x20300000" perms="rw" />
                <map mr="echo_stack_memory" vaddr="0x20400000" perms="rw" />
            </protection_domain>
            <channel><end pd="warden" id="0" /><end pd="tick" id="0" /></channel>
            <channel><end pd="receive" id="2" /><end pd="copier2" id="0" /></channel>
            <channel><end pd="transmit" id="2" /><end pd="echo" id="0" pp="true" /></channel>
            <channel><end pd="copier2" id="1" /><end pd="echo" id="1" /></channel>
            <channel><end pd="timer" id="3" /><end pd="echo" id="2" pp="true" /></channel>
        </system>
        """;

    private static readonly string[] Programs =
    [
        "pci", "hpet", "virtio_net", "net_transmit", "net_receive", "net_copy", "observer", "web", "udp_echo", "virtio_blk",
        "block_virtualiser", "fat_server", "cmos_clock",
    ];

    private static readonly string[] TestPrograms = ["attacker", "warden", "beat", "canary"];

    private readonly IReadOnlyList<(ulong Start, ulong Bytes)> deviceMemory;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-containment-");

    /// <summary>Builds it.</summary>
    public AttackedSystem(string attacked)
    {
        var description = Describe(attacked);
        Regions = [.. MapsOf(description, attacked)];
        Sharers = description.Descendants("map").GroupBy(map => (string)map.Attribute("mr")!)
            .ToDictionary(group => group.Key, group => group.Select(map => (string)map.Parent!.Attribute("name")!).ToHashSet());
        deviceMemory = [.. description.Root!.Elements("memory_region")
            .Where(region => region.Attribute("phys_addr") is not null && (string?)region.Attribute("name") != Canary)
            .Select(region => (Number(region, "phys_addr"), Number(region, "size")))];
        var file = Path.Combine(folder.FullName, "attacked.system");
        description.Save(file);
        var messages = SystemImage.Build(new SystemOptions
        {
            Description = file,
            SearchFolders =
            [
                .. Programs.Select(name => Path.GetDirectoryName(BuildOutput.Program(name, "microkit"))!),
                .. TestPrograms.Select(
                    name => Path.GetDirectoryName(BuildOutput.TestSystem($"tests.Containment.{name}", name, "microkit"))!),
                Path.Combine(BuildOutput.Artifacts, "obj", "webserver.system", "x64-microkit-debug", "site"),
                Path.Combine(BuildOutput.Root, "examples", "webserver"),
            ],
            Initialiser = BuildOutput.Program("initialiser", "microkit"),
            Monitor = BuildOutput.ProgramWithSymbols("monitor", "microkit"),
            Output = Image,
        });
        Assert.Empty(messages);
    }

    /// <summary>The web server's components.</summary>
    public static IReadOnlyList<string> Components =>
        [.. Webserver().Root!.Elements("protection_domain").Select(domain => (string)domain.Attribute("name")!)];

    /// <summary>What the kernel starts.</summary>
    public string Image => Path.Combine(folder.FullName, "attacked.image.elf");

    /// <summary>Regions of the attacked component in the order of addresses, without the orders.</summary>
    public IReadOnlyList<RegionMap> Regions { get; }

    /// <summary>By region, who maps it.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Sharers { get; }

    /// <summary>
    /// Whether a page is in a region with an address in the machine's memory: devices write there, though no component may.
    /// </summary>
    public bool IsForDevices(ulong page) => deviceMemory.Any(region => page - region.Start < region.Bytes);

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private static XDocument Describe(string attacked)
    {
        var document = Webserver();
        var root = document.Root!;
        root.Add(XDocument.Parse(Witnesses).Root!.Elements());
        AddMap(root, "receive", "copier2_received", 0x2030_0000, "rw");
        AddMap(root, "transmit", "echo_transmit_queue", 0x2030_0000, "rw");
        AddMap(root, "transmit", "echo_transmit_data", 0x2040_0000, "r");

        var component = Domain(root, attacked);
        component.Element("program_image")!.SetAttributeValue("path", "attacker.elf");
        component.Element("restart")?.Remove();
        component.SetAttributeValue("id", "1");
        component.Remove();
        Domain(root, "warden").Add(component);
        AddMap(root, attacked, "orders", Orders.Address, "rw");
        return document;
    }

    private static XDocument Webserver() => XDocument.Load(Path.Combine(BuildOutput.Root, "examples", "webserver", "webserver.system"));

    private static IEnumerable<RegionMap> MapsOf(XDocument description, string component)
    {
        var regions = description.Root!.Elements("memory_region").ToDictionary(region => (string)region.Attribute("name")!);
        return Domain(description.Root!, component).Elements("map").Where(map => (string?)map.Attribute("mr") != "orders")
            .Select(map => new RegionMap(
                (string)map.Attribute("mr")!,
                Number((string)map.Attribute("vaddr")!),
                Number(regions[(string)map.Attribute("mr")!], "phys_addr"),
                Number(regions[(string)map.Attribute("mr")!], "size"),
                ((string)map.Attribute("perms")!).Contains('w', StringComparison.Ordinal),
                (string?)map.Attribute("cached") == "false"))
            .OrderBy(map => map.Address);
    }

    private static void AddMap(XElement root, string domain, string region, ulong address, string rights) => Domain(root, domain).Add(
        new XElement("map", new XAttribute("mr", region), new XAttribute("vaddr", $"0x{address:x}"), new XAttribute("perms", rights)));

    private static XElement Domain(XElement root, string name) =>
        root.Descendants("protection_domain").Single(domain => (string?)domain.Attribute("name") == name);

    private static ulong Number(XElement element, string attribute) =>
        element.Attribute(attribute) is { } value ? Number((string)value!) : 0;

    private static ulong Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : ulong.Parse(text, CultureInfo.InvariantCulture);
}
