// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Kit.Description.Format;

namespace Caprock.Tests.Unit.Description.Layout;

/// <summary>What C# components and the monitor find.</summary>
public sealed class ComponentLayoutTests
{
    [Fact]
    public void Its_first_argument_leads_over_the_start_block_to_its_configuration()
    {
        LayoutView layout = View(Component("a", "passive=\"true\" arena_size=\"0x5000\""));
        ThreadEntry thread = layout.Thread("a");
        Configuration configuration = Configuration.Of(layout, "a");

        Assert.Equal(thread.IpcBufferAddress + SpaceLayout.StartBlockOffset, thread.Argument);
        Assert.Equal(thread.IpcBufferAddress, layout.Word("a", thread.Argument));
        Assert.Equal(ComponentHeader.Passive, configuration.Header.Flags);
        Assert.Equal((SpaceLayout.ArenaAddress, 0x5000ul), (configuration.Header.ArenaAddress, configuration.Header.ArenaBytes));
        Assert.Equal("a", configuration.Name(configuration.Header.Name));
        Assert.Contains(layout.Maps, map => map.Address == SpaceLayout.ArenaAddress && map.Count == 5);
    }

    [Fact]
    public void It_cannot_write_its_configuration()
    {
        LayoutView layout = View(Component("a"));

        Assert.All(layout.Maps.Where(map => map.Address == SpaceLayout.ConfigurationAddress), map => Assert.Equal(Rights.Read, map.Rights));
    }

    [Fact]
    public void Its_channels_name_their_peer_and_slots()
    {
        LayoutView layout = View(
            Component("client", "priority=\"1\"") + Component("server", "priority=\"2\"")
            + Corpus.Channel("pd=\"client\" id=\"9\" pp=\"true\" notify=\"false\"", "pd=\"server\" id=\"4\"")
            + Corpus.Channel("pd=\"client\" id=\"3\"", "pd=\"server\" id=\"5\" notify=\"false\""));
        Configuration client = Configuration.Of(layout, "client");
        ComponentChannel[] channels = client.Channels;

        Assert.Equal([3, 9], channels.Select(channel => channel.Id));
        Assert.All(channels, channel => Assert.Equal("server", client.Name(channel.Peer)));
        Assert.Equal((0u, 0u), (channels[1].NotifySlot, channels[0].CallSlot));
        Assert.Equal((1ul << 63) | 4, layout.Capability("client", channels[1].CallSlot)!.Value.Badge);
        Assert.Equal(1ul << 5, layout.Capability("client", channels[0].NotifySlot)!.Value.Badge);
        Assert.Equal(layout.Thread("server").Notification, layout.Capability("client", channels[0].NotifySlot)!.Value.Object);
    }

    [Fact]
    public void A_component_with_many_channels_hears_the_last_ones_through_groups()
    {
        string contents = Component("hub") + string.Concat(Enumerable.Range(0, 200).Select(index =>
            Component($"c{index}") + Corpus.Channel($"pd=\"hub\" id=\"{index}\"", $"pd=\"c{index}\" id=\"0\"")));
        LayoutView layout = View(contents);
        Configuration hub = Configuration.Of(layout, "hub");

        Assert.Equal(3u, hub.Header.GroupCount);
        for (uint id = 0; id < 200; id++)
        {
            string name = $"c{id}";
            ComponentChannel channel = Configuration.Of(layout, name).Channels.Single();
            CapabilityEntry notify = layout.Capability(name, channel.NotifySlot)!.Value;
            Assert.Equal(layout.Thread("hub").Notification, notify.Object);
            if (id < 59)
            {
                Assert.Equal((0u, 1ul << (int)id), (channel.GroupSlot, notify.Badge));
                continue;
            }

            uint group = (id - 59) / 64;
            CapabilityEntry signal = layout.Capability(name, channel.GroupSlot)!.Value;
            CapabilityEntry poll = layout.Capability("hub", hub.Header.FirstGroupSlot + group)!.Value;
            Assert.Equal(1ul << (int)(59 + group), notify.Badge);
            Assert.Equal(1ul << (int)((id - 59) % 64), signal.Badge);
            Assert.Equal((signal.Object, Rights.Write, Rights.Read), (poll.Object, signal.Rights, poll.Rights));
        }

        LayoutInvariants.Check(layout);
    }

    [Fact]
    public void A_system_may_have_more_than_63_protection_domains_and_200_channels()
    {
        string contents = string.Concat(Enumerable.Range(0, 100).Select(index => Component($"c{index}")))
            + string.Concat(Enumerable.Range(0, 200).Select(index => Corpus.Channel(
                $"pd=\"c{index % 100}\" id=\"{index / 100}\"", $"pd=\"c{(index + 1 + (index / 100)) % 100}\" id=\"{2 + (index / 100)}\"")));
        LayoutView layout = View(contents);

        LayoutInvariants.Check(layout);
        Assert.Equal(101, layout.Threads.Length);
        Assert.Equal(400, Enumerable.Range(0, 100).Sum(index => Configuration.Of(layout, $"c{index}").Channels.Length));
    }

    [Fact]
    public void Its_devices_regions_and_children_are_listed()
    {
        LayoutView layout = View(
            "<memory_region name=\"queue\" size=\"0x2000\" /><memory_region name=\"registers\" size=\"0x1000\" phys_addr=\"0xfee00000\" />"
            + Component(
                "a",
                "",
                "<map mr=\"registers\" vaddr=\"0x9000000\" perms=\"r\" /><map mr=\"queue\" vaddr=\"0x8000000\" />"
                + "<irq id=\"7\" pin=\"3\" vector=\"1\" /><ioport id=\"5\" addr=\"0x60\" size=\"2\" />"
                + Component("kid", "id=\"1000\"")));
        Configuration a = Configuration.Of(layout, "a");

        Assert.Equal(["queue", "registers"], a.Regions.Select(region => a.Name(region.Name)));
        Assert.Equal(
            [(0x800_0000, 0x2000, 3), (0x900_0000, 0x1000, 1)],
            a.Regions.Select(region => (region.Address, region.Bytes, region.Permissions)));
        Assert.Equal([LayoutHeader.NoAddress, 0xfee0_0000], a.Regions.Select(region => region.PhysicalAddress));
        Assert.Equal(layout.Interrupts.Single().Object, layout.Capability("a", a.Interrupts.Single().Slot)!.Value.Object);
        Assert.Equal((5u, 0x60u, 2u), (a.Ports.Single().Id, a.Ports.Single().First, a.Ports.Single().Count));
        Assert.Equal(layout.Ports.Single(ports => ports.First == 0x60).Object, layout.Capability("a", a.Ports.Single().Slot)!.Value.Object);
        Assert.Equal((1000u, "kid"), (a.Children.Single().Id, a.Name(a.Children.Single().Name)));
        Assert.Equal(layout.Thread("kid").Thread, layout.Capability("a", a.Children.Single().ThreadSlot)!.Value.Object);
        Assert.Equal((1ul << 62) | 1000, layout.Thread("kid").FaultBadge);
    }

    [Fact]
    public void The_monitor_knows_every_protection_domain_and_can_restart_it()
    {
        string child = Component("b", "id=\"2\" passive=\"true\"", "<restart policy=\"escalate\" />");
        LayoutView layout = View(
            Component("a", "", "<restart policy=\"on_fault\" limit=\"5\" backoff=\"700\" heartbeat=\"25000\" />" + child));
        Configuration monitor = Configuration.Of(layout, "monitor");
        DomainEntry[] domains = monitor.Domains;

        Assert.Equal(["a", "b"], domains.Select(domain => monitor.Name(domain.Name)));
        Assert.Equal((1u, 5u, 700ul), (domains[0].RestartPolicy, domains[0].RestartLimit, domains[0].RestartBackoffMicroseconds));
        Assert.Equal([3, 0], domains.Select(domain => domain.HeartbeatPeriods));
        Assert.Equal((2u, 0u, 2u, 3u), (domains[1].RestartPolicy, domains[1].Parent, domains[1].ChildId, domains[1].Flags));
        for (uint index = 0; index < 2; index++)
        {
            uint slot = MonitorSlots.FirstDomain + (index * MonitorSlots.DomainStride);
            ThreadEntry thread = layout.Threads[index];
            Assert.Equal(
                [thread.Thread, thread.SchedContext, thread.Notification],
                Enumerable.Range(0, 3).Select(offset => layout.Capability("monitor", slot + (uint)offset)!.Value.Object));
        }
    }

    [Fact]
    public void The_monitor_sees_what_it_starts_anew_and_reads_code_and_stack_of_the_rest()
    {
        LayoutView layout = View(Component("a", "", "<restart policy=\"on_fault\" />") + Component("b"));
        MonitorWindow[] windows = Configuration.Of(layout, "monitor").Windows;
        IEnumerable<(ulong, ulong)> OwnMaps(uint domain) => layout.Maps
            .Where(map => map.Domain == domain && map.IsCopy == 0)
            .Select(map => (map.Address, (ulong)map.Count << 12)).Order();

        Assert.Equal(
            OwnMaps(0), windows.Where(window => window.Domain == 0 && (window.Flags & MonitorWindow.Writable) != 0)
                .Select(window => (window.Address, window.Bytes)).Order());
        Assert.DoesNotContain(windows, window => window.Domain == 1 && (window.Flags & MonitorWindow.Writable) != 0);
        Assert.Contains(windows, window => window.Domain == 1 && window.Flags == MonitorWindow.Executable);
        Assert.Contains(windows, window => window.Domain == 1 && window.Address + window.Bytes == SpaceLayout.StackTop);
        foreach (MonitorWindow window in windows)
        {
            MapEntry own = layout.Maps.Single(map => map.Domain == window.Domain && map.Address == window.Address);
            MapEntry seen = layout.Maps.Single(map => map.Domain == 2 && map.Address == window.Window);
            Assert.Equal((own.Object, own.Count, 1u), (seen.Object, seen.Count, seen.IsCopy));
        }
    }

    [Fact]
    public void The_monitor_keeps_what_a_component_starts_with()
    {
        LayoutView layout = View(Component("a", "", "<restart policy=\"on_fault\" />"));
        Configuration monitor = Configuration.Of(layout, "monitor");

        Assert.NotEmpty(monitor.Pristine);
        foreach (PristineEntry entry in monitor.Pristine)
        {
            MonitorWindow window = monitor.Windows.Single(window => window.Window == entry.Target);
            byte[] kept = layout.Memory("monitor", entry.Source, (int)entry.Bytes);
            byte[] started = layout.Memory("a", window.Address, (int)window.Bytes);
            Assert.Equal(kept, started[..kept.Length]);
            Assert.All(started[kept.Length..], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Who_talks_to_a_component_that_is_started_anew_sees_its_lives()
    {
        LayoutView layout = View(
            Component("a", "", "<restart policy=\"on_fault\" />") + Component("b") + Component("c")
            + Corpus.Channel("pd=\"a\" id=\"1\"", "pd=\"b\" id=\"1\"") + Corpus.Channel("pd=\"b\" id=\"2\"", "pd=\"c\" id=\"2\""));
        MapEntry[] lives = [.. layout.Maps.Where(map => map.Address == SpaceLayout.LivesAddress)];

        Assert.Equal([(1u, Rights.Read), (3u, Rights.Read | Rights.Write)], lives.Select(map => (map.Domain, map.Rights)));
        Assert.Single(lives.Select(map => map.Object).Distinct());
        Assert.Equal(
            [0, SpaceLayout.LivesAddress, 0], new[] { "a", "b", "c" }.Select(name => Configuration.Of(layout, name).LivesAddress));
    }

    [Fact]
    public void The_monitor_has_a_second_thread_only_to_wait_for_a_restart()
    {
        Assert.Equal(2, View(Component("a")).Threads.Length);
        LayoutView layout = View(Component("a", "", "<restart policy=\"on_fault\" />"));
        ThreadEntry ticker = layout.Threads[2];

        Assert.Equal((layout.Threads[1].CSpace, layout.Threads[1].VSpace), (ticker.CSpace, ticker.VSpace));
        Assert.Equal(
            layout.Capability("monitor", MicrokitSlots.Input)!.Value.Object,
            layout.Capability("monitor", MonitorSlots.Ticker)!.Value.Object);
        Assert.Equal(
            (Rights.Call, MonitorSlots.TickerBadge),
            layout.Capability("monitor", MonitorSlots.Ticker) is { } call ? (call.Rights, call.Badge) : default);
    }

    [Fact]
    public void Passive_components_have_a_thread_of_the_monitor_that_always_has_time()
    {
        LayoutView layout = View(Component("a", "passive=\"true\"") + Component("b") + Component("c", "passive=\"true\""));
        ThreadEntry monitor = layout.Thread("monitor");
        ThreadEntry passivator = Assert.Single(layout.Threads.Skip(4));
        BudgetEntry budget = layout.Budgets.Single(budget => budget.SchedContext == passivator.SchedContext);
        CapabilityEntry a = layout.Capability("a", MicrokitSlots.Monitor)!.Value;
        CapabilityEntry c = layout.Capability("c", MicrokitSlots.Monitor)!.Value;

        Assert.Equal((monitor.CSpace, monitor.VSpace, monitor.Priority), (passivator.CSpace, passivator.VSpace, passivator.Priority));
        Assert.Equal(budget.PeriodMicroseconds, budget.BudgetMicroseconds);
        Assert.Equal((a.Object, 0ul, 2ul), (c.Object, a.Badge, c.Badge));
        Assert.NotEqual(layout.Capability("monitor", MicrokitSlots.Input)!.Value.Object, a.Object);
        uint passivated = (uint)layout.Word("monitor", passivator.Argument + SpaceLayout.PassivatorSlotOffset);
        Assert.Equal(
            layout.Capability("monitor", passivated)!.Value.Object,
            a.Object);
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("<restart policy=\"escalate\" />", "a")]
    [InlineData("<restart policy=\"never\" />", "monitor")]
    [InlineData("<restart policy=\"on_fault\" />", "monitor")]
    public void A_fault_goes_to_the_parent_unless_a_policy_gives_it_to_the_monitor(string policy, string handler)
    {
        LayoutView layout = View(Component("a", "", Component("b", "id=\"2\"", policy)));

        Assert.Equal(layout.Capability(handler, MicrokitSlots.Input)!.Value.Object, layout.Thread("b").FaultEndpoint);
    }

    [Fact]
    public void The_monitors_lines_are_shared_with_who_asks_for_them()
    {
        LayoutView layout = View(Component("a") + Component("b", "", "<monitor_log id=\"7\" />"));
        MapEntry[] maps = [.. layout.Maps.Where(map => map.Address == SpaceLayout.LogAddress)];
        Configuration monitor = Configuration.Of(layout, "monitor");
        CapabilityEntry signal = layout.Capability("monitor", monitor.Header.LogId)!.Value;

        Assert.Equal([(1u, Rights.Read), (2u, Rights.Read | Rights.Write)], maps.Select(map => (map.Domain, map.Rights)));
        Assert.Equal(maps[0].Object, maps[1].Object);
        Assert.Equal((layout.Thread("b").Notification, Rights.Write, 1ul << 7), (signal.Object, signal.Rights, signal.Badge));
        Assert.Equal(1u, monitor.Header.LogReader);
        Assert.Equal(
            (SpaceLayout.LogAddress, 7u), (Configuration.Of(layout, "b").Header.LogAddress, Configuration.Of(layout, "b").Header.LogId));
        Assert.Equal(0ul, Configuration.Of(layout, "a").Header.LogAddress);
    }

    [Theory]
    [InlineData("<monitor_control />", MonitorControl.MayChange)]
    [InlineData("<monitor_control change=\"false\" />", 0)]
    public void Who_may_ask_the_monitor_is_told_apart_by_a_badge(string control, ulong rights)
    {
        LayoutView layout = View(Component("a") + Component("b", "", control));
        Configuration b = Configuration.Of(layout, "b");
        CapabilityEntry ask = layout.Capability("b", b.Header.ControlSlot)!.Value;

        Assert.Equal(layout.Capability("monitor", MonitorSlots.Input)!.Value.Object, ask.Object);
        Assert.Equal((Rights.Call, MonitorControl.Badge | rights | 1), (ask.Rights, ask.Badge));
        Assert.Equal(SpaceLayout.SystemAddress, b.Header.SystemAddress);
        Assert.Single(layout.Maps, map => map.Address == SpaceLayout.SystemAddress && map.Domain == 1 && map.Rights == Rights.Read);
        Assert.Equal((0u, 0ul), (Configuration.Of(layout, "a").Header.ControlSlot, Configuration.Of(layout, "a").Header.SystemAddress));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("<ioport id=\"0\" addr=\"0x3fd\" size=\"1\" />", 0)]
    public void The_monitor_has_the_serial_line_when_nobody_else_wants_it(string ports, int count)
    {
        LayoutView layout = View(Component("a", "", ports));

        Assert.Equal(count, Configuration.Of(layout, "monitor").Ports.Length);
        Assert.Equal(1, layout.Ports.Count(range => range.First <= 0x3fd && range.Last >= 0x3fd));
    }

    [Fact]
    public void A_monitor_must_be_a_component()
    {
        Kit.Description.CompilationResult result = Kit.Description.SystemCompiler.Compile(
            $"<system>{Corpus.Domain("a")}</system>",
            new Programs.TestFiles(),
            new Kit.Description.Layout.LayoutOptions { MonitorPath = "microkit.elf" });

        Assert.Equal(
            ["1:1: error: the monitor 'microkit.elf' is built against libmicrokit; build it with the kit's library"],
            result.Diagnostics.Select(item => item.ToString()));
    }

    private static LayoutView View(string contents) => new(Corpus.Layout(contents).ToBytes());

    private static string Component(string name, string attributes = "", string contents = "") =>
        Corpus.Domain(name, attributes, contents, "component.elf");

    /// <summary>A configuration read back the way the component reads it.</summary>
    private sealed class Configuration(byte[] bytes)
    {
        public ComponentHeader Header { get; } = MemoryMarshal.Read<ComponentHeader>(bytes);

        public ComponentChannel[] Channels => Table<ComponentChannel>(Header.Channels);

        public ComponentInterrupt[] Interrupts => Table<ComponentInterrupt>(Header.Interrupts);

        public ComponentRegion[] Regions => Table<ComponentRegion>(Header.Regions);

        public ComponentPorts[] Ports => Table<ComponentPorts>(Header.Ports);

        public ComponentChild[] Children => Table<ComponentChild>(Header.Children);

        public DomainEntry[] Domains => Table<DomainEntry>(Header.Domains);

        public static Configuration Of(LayoutView layout, string name)
        {
            ulong address = layout.Word(name, layout.Thread(name).Argument + 8);
            MapEntry map = layout.Maps.Single(map => map.Domain == layout.Domain(name) && map.Address == address);
            FillEntry fill = layout.Fills.Single(fill => fill.Object == map.Object);
            byte[] bytes = layout.Data.Slice((int)fill.DataOffset, (int)fill.Length).ToArray();
            Configuration configuration = new(bytes);
            Assert.Equal(ComponentHeader.ExpectedMagic, configuration.Header.Magic);
            Assert.Equal((uint)bytes.Length, configuration.Header.TotalBytes);
            return configuration;
        }

        public MonitorWindow[] Windows => Table<MonitorWindow>(Header.Windows);

        public PristineEntry[] Pristine => Table<PristineEntry>(Header.Pristine);

        public ulong LivesAddress => Header.LivesAddress;

        public string Name(uint offset)
        {
            ReadOnlySpan<byte> names = bytes.AsSpan((int)(Header.Names.Offset + offset));
            return Encoding.UTF8.GetString(names[..names.IndexOf((byte)0)]);
        }

        private T[] Table<T>(TableReference table)
            where T : unmanaged =>
            MemoryMarshal.Cast<byte, T>(bytes.AsSpan((int)table.Offset))[..(int)table.Count].ToArray();
    }
}
