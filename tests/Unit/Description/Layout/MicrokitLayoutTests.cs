// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Kit.Description.Format;
using Caprock.Tests.Unit.Description.Programs;

namespace Caprock.Tests.Unit.Description.Layout;

/// <summary>What programs built against libmicrokit find.</summary>
public sealed class MicrokitLayoutTests
{
    private static LayoutView View(string contents) => new(Corpus.Layout(contents).ToBytes());

    [Fact]
    public void Its_thread_begins_at_the_entry_with_an_empty_aligned_stack()
    {
        LayoutView layout = View(Corpus.Domain("a", "priority=\"7\" stack_size=\"0x4000\""));
        ThreadEntry thread = layout.Thread("a");
        MapEntry stack = layout.Maps.Single(map => map.VSpace == thread.VSpace && map.Address == SpaceLayout.StackTop - 0x4000);

        Assert.Equal(TestFiles.Microkit.Entry, thread.Entry);
        Assert.Equal((SpaceLayout.StackTop, 0ul), (thread.StackPointer, thread.StackPointer % 16));
        Assert.Equal((4u, Rights.Read | Rights.Write), (stack.Count, stack.Rights));
        Assert.Equal((7u, 0ul), (thread.Priority, thread.Argument));
        Assert.Equal(0x7fff_ffff_e000ul, thread.IpcBufferAddress);
    }

    [Fact]
    public void The_page_between_stack_and_IPC_buffer_stays_empty()
    {
        LayoutView layout = View(Corpus.Domain("a"));

        Assert.DoesNotContain(layout.Maps, map =>
            map.Address <= SpaceLayout.StackTop && SpaceLayout.StackTop < map.Address + ((ulong)map.Count << (int)map.SizeBits));
    }

    [Fact]
    public void Ordinary_slots_are_reached_by_small_addresses_through_one_CNode()
    {
        LayoutView layout = View(Corpus.Domain("a"));
        ThreadEntry thread = layout.Thread("a");

        Assert.Equal((9u, 64u - 9), (layout.RangeOf(thread.CSpace).SizeBits, thread.CSpaceGuardBits));
        Assert.Equal(thread.Notification, layout.Capabilities.Single(entry => entry.CNode == thread.CSpace).Object);
    }

    [Fact]
    public void Shared_capabilities_are_in_a_root_in_front_of_it()
    {
        LayoutView layout = View(
            Corpus.Domain("a", "", "<cspace><cap_tcb slot=\"7\" pd=\"b\" /></cspace>") + Corpus.Domain("b"));
        ThreadEntry thread = layout.Thread("a");
        CapabilityEntry[] root = [.. layout.Capabilities.Where(entry => entry.CNode == thread.CSpace)];

        Assert.Equal((6u, 0u), (layout.RangeOf(thread.CSpace).SizeBits, thread.CSpaceGuardBits));
        Assert.Equal([0u, 7u], root.Select(entry => entry.Slot));
        Assert.Equal((9u, 64ul - 6 - 9), (layout.RangeOf(root[0].Object).SizeBits, root[0].Badge));
        Assert.Equal(layout.Thread("b").Thread, root[1].Object);
    }

    [Fact]
    public void A_program_that_nobody_calls_receives_from_its_notification()
    {
        LayoutView layout = View(Corpus.Domain("a"));

        Assert.Equal(layout.Thread("a").Notification, layout.Capability("a", MicrokitSlots.Input)!.Value.Object);
        Assert.Null(layout.Capability("a", MicrokitSlots.Reply));
    }

    [Fact]
    public void A_called_program_receives_from_its_endpoint_and_has_a_reply_object()
    {
        LayoutView layout = View(
            Corpus.Domain("server", "priority=\"2\"") + Corpus.Domain("client", "priority=\"1\"")
            + Corpus.Channel("pd=\"server\" id=\"5\"", "pd=\"client\" id=\"9\" pp=\"true\""));
        CapabilityEntry input = layout.Capability("server", MicrokitSlots.Input)!.Value;
        CapabilityEntry call = layout.Capability("client", MicrokitSlots.FirstEndpoint + 9)!.Value;

        Assert.Equal(ObjectKind.Endpoint, layout.RangeOf(input.Object).Kind);
        Assert.Equal(ObjectKind.Reply, layout.RangeOf(layout.Capability("server", MicrokitSlots.Reply)!.Value.Object).Kind);
        Assert.Equal((input.Object, Rights.Write | Rights.GrantReply, (1ul << 63) | 5), (call.Object, call.Rights, call.Badge));
        Assert.Null(layout.Capability("server", MicrokitSlots.FirstEndpoint + 5));
    }

    [Fact]
    public void A_notification_carries_the_receivers_identifier_and_only_the_right_to_signal()
    {
        LayoutView layout = View(
            Corpus.Domain("a") + Corpus.Domain("b") + Corpus.Channel("pd=\"a\" id=\"3\"", "pd=\"b\" id=\"61\" notify=\"false\""));
        CapabilityEntry toB = layout.Capability("a", MicrokitSlots.FirstNotification + 3)!.Value;

        Assert.Equal((layout.Thread("b").Notification, Rights.Write, 1ul << 61), (toB.Object, toB.Rights, toB.Badge));
        Assert.Null(layout.Capability("b", MicrokitSlots.FirstNotification + 61));
    }

    [Fact]
    public void Variables_tell_which_identifiers_may_be_used_for_what()
    {
        LayoutView layout = View(
            Corpus.Domain("a", "priority=\"1\"", "<irq id=\"4\" pin=\"1\" vector=\"2\" /><ioport id=\"6\" addr=\"1\" size=\"1\" />")
            + Corpus.Domain("b", "priority=\"2\"")
            + Corpus.Channel("pd=\"a\" id=\"0\" pp=\"true\"", "pd=\"b\" id=\"0\"")
            + Corpus.Channel("pd=\"a\" id=\"9\" notify=\"false\"", "pd=\"b\" id=\"1\""));

        Assert.Equal(1ul << 4, Variable("microkit_irqs"));
        Assert.Equal(1ul, Variable("microkit_notifications"));
        Assert.Equal(1ul, Variable("microkit_pps"));
        Assert.Equal(1ul << 6, Variable("microkit_ioports"));
        ulong Variable(string name) => layout.Word("a", TestFiles.Microkit.AddressOf(name));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("caf\u00e9")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123")]
    public void Its_name_is_stored_and_ended_by_a_zero(string name)
    {
        byte[] memory = View(Corpus.Domain(name)).Memory(name, TestFiles.Microkit.AddressOf("microkit_name"), 64);

        Assert.Equal(name, Encoding.UTF8.GetString(memory).TrimEnd('\0'));
        Assert.Equal(0, memory[63]);
    }

    [Fact]
    public void A_passive_program_knows_and_can_tell_the_monitor_and_others_cannot()
    {
        LayoutView layout = View(Corpus.Domain("a") + Corpus.Domain("b", "passive=\"true\""));
        CapabilityEntry monitor = layout.Capability("b", MicrokitSlots.Monitor)!.Value;
        ulong address = TestFiles.Microkit.AddressOf("microkit_passive");

        Assert.Equal((0, 1), (layout.Memory("a", address, 1)[0], layout.Memory("b", address, 1)[0]));
        Assert.Equal((1ul, Rights.Write), (monitor.Badge, monitor.Rights));
        Assert.NotEqual(layout.Thread("b").FaultEndpoint, monitor.Object);
        Assert.Equal((0u, ThreadEntry.Passive), (layout.Thread("a").Flags, layout.Thread("b").Flags));
        Assert.Null(layout.Capability("a", MicrokitSlots.Monitor));
    }

    [Fact]
    public void A_parent_has_its_childs_thread_and_hears_its_faults()
    {
        LayoutView layout = View(
            Corpus.Domain(
                "p",
                "",
                Corpus.Domain("c", "id=\"3\" setvar_id=\"child_id\"")));
        ThreadEntry child = layout.Thread("c");

        Assert.Equal(child.Thread, layout.Capability("p", MicrokitSlots.FirstChild + 3)!.Value.Object);
        Assert.Equal((layout.Capability("p", MicrokitSlots.Input)!.Value.Object, (1ul << 62) | 3), (child.FaultEndpoint, child.FaultBadge));
        Assert.Equal(3ul, layout.Word("p", TestFiles.Microkit.AddressOf("child_id")));
    }

    [Fact]
    public void Faults_of_a_program_without_parent_go_to_the_monitor_with_its_index()
    {
        LayoutView layout = View(Corpus.Domain("a") + Corpus.Domain("b"));

        Assert.Equal(layout.Capability("monitor", MonitorSlots.Input)!.Value.Object, layout.Thread("b").FaultEndpoint);
        Assert.Equal((1ul, 2ul), (layout.Thread("a").FaultBadge, layout.Thread("b").FaultBadge));
        Assert.Equal(LayoutHeader.None, layout.Thread("monitor").FaultEndpoint);
    }

    [Fact]
    public void A_program_of_an_older_library_has_its_IPC_buffer_behind_its_memory()
    {
        LayoutView layout = View(Corpus.Domain("a", program: "old.elf"));

        Assert.Equal(0x20_4000ul, layout.Thread("a").IpcBufferAddress);
        Assert.DoesNotContain(layout.Maps, map => map.VSpace == layout.Thread("a").VSpace && map.Address == SpaceLayout.IpcBufferAddress);
    }

    [Fact]
    public void An_IPC_buffer_inside_the_program_uses_its_page()
    {
        LayoutView layout = View(Corpus.Domain("a", program: "old-inside.elf"));
        MapEntry data = layout.Maps.Single(map => map.VSpace == layout.Thread("a").VSpace && map.Address == TestProgram.DataAddress);

        Assert.Equal((0x20_3000ul, data.Object + 2), (layout.Thread("a").IpcBufferAddress, layout.Thread("a").IpcBuffer));
    }

    [Fact]
    public void Shared_capabilities_lie_in_the_root()
    {
        LayoutView layout = View(
            Corpus.Domain(
                "a",
                "",
                "<cspace><cap_tcb slot=\"1\" pd=\"b\" /><cap_sc slot=\"2\" pd=\"b\" /><cap_vspace slot=\"63\" pd=\"a\" /></cspace>")
            + Corpus.Domain("b"));
        ThreadEntry b = layout.Thread("b");
        IEnumerable<(uint Slot, uint Object)> shared = layout.Capabilities
            .Where(capability => capability.CNode == layout.Thread("a").CSpace && capability.Slot > 0)
            .Select(capability => (capability.Slot, capability.Object));

        Assert.Equal([(1, b.Thread), (2, b.SchedContext), (63, layout.Thread("a").VSpace)], shared);
    }

    [Fact]
    public void A_lone_program_can_reach_nothing_but_itself()
    {
        LayoutView layout = View(Corpus.Domain("a") + Corpus.Domain("b"));
        uint a = layout.Domain("a");
        HashSet<uint> cnodes = [layout.CNode("a"), layout.Thread("a").CSpace];

        Assert.All(
            layout.Capabilities.Where(capability => cnodes.Contains(capability.CNode)),
            capability => Assert.Equal(a, layout.RangeOf(capability.Object).Domain));
    }

    [Fact]
    public void An_interrupt_signals_the_notification_with_its_identifier()
    {
        LayoutView layout = View(Corpus.Domain(
            "a",
            "",
            "<irq id=\"4\" pin=\"9\" ioapic=\"1\" vector=\"5\" trigger=\"edge\" polarity=\"low\" />"
            + "<irq id=\"1\" pcidev=\"1:2.3\" handle=\"8\" vector=\"6\" />"));
        InterruptEntry pin = layout.Interrupts[0];
        InterruptEntry message = layout.Interrupts[1];

        Assert.Equal((layout.Thread("a").Notification, 16ul, 5u, 0u), (pin.Notification, pin.Badge, pin.Vector, pin.IsMessage));
        Assert.Equal((1u, 9u, 0u, 1u), (pin.IoApicOrBus, pin.PinOrDevice, pin.IsLevelOrFunction, pin.IsLowOrHandle));
        Assert.Equal(pin.Object, layout.Capability("a", MicrokitSlots.FirstInterrupt + 4)!.Value.Object);
        Assert.Equal(
            (1u, 1u, 2u, 3u, 8u),
            (message.IsMessage, message.IoApicOrBus, message.PinOrDevice, message.IsLevelOrFunction, message.IsLowOrHandle));
    }

    [Fact]
    public void An_interrupt_that_says_no_more_is_level_triggered_and_active_high()
    {
        InterruptEntry entry = View(Corpus.Domain("a", "", "<irq id=\"0\" pin=\"9\" vector=\"5\" />")).Interrupts.Single();

        Assert.Equal((0u, 1u, 0u), (entry.IoApicOrBus, entry.IsLevelOrFunction, entry.IsLowOrHandle));
    }

    [Fact]
    public void Ports_are_given_from_first_to_last()
    {
        LayoutView layout = View(
            Corpus.Domain("a", "", "<ioport id=\"2\" addr=\"0x3f8\" size=\"8\" setvar_addr=\"port_addr\" setvar_id=\"port_id\" />"));
        PortEntry ports = layout.Ports.Single();

        Assert.Equal((0x3f8, 0x3ff), (ports.First, ports.Last));
        Assert.Equal(ports.Object, layout.Capability("a", MicrokitSlots.FirstPorts + 2)!.Value.Object);
        Assert.Equal(0x3f8ul, layout.Word("a", TestFiles.Microkit.AddressOf("port_addr")));
        Assert.Equal(2ul, layout.Word("a", TestFiles.Microkit.AddressOf("port_id")));
    }
}
