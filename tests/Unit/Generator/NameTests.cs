// SPDX-License-Identifier: BSD-2-Clause
using static Caprock.Tests.Unit.Generator.Texts;

namespace Caprock.Tests.Unit.Generator;

/// <summary>Which names things get.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("pong", "Pong")]
    [InlineData("rx_queue", "RxQueue")]
    [InlineData("rx-queue.2", "RxQueue2")]
    [InlineData("rxQueue", "RxQueue")]
    [InlineData("RX_QUEUE", "RxQueue")]
    [InlineData("RXQueue", "RXQueue")]
    [InlineData("2nd", "_2nd")]
    [InlineData("class", "Class")]
    [InlineData("überwacher", "Überwacher")]
    [InlineData("...", "_")]
    [InlineData("a b", "AB")]
    public void A_name_becomes_an_identifier(string name, string identifier) =>
        Assert.Contains($" {identifier} => new(", Client(name, ""), StringComparison.Ordinal);

    [Theory]
    [InlineData("message", "MessageChannel")]
    [InlineData("channel", "ChannelChannel")]
    [InlineData("init", "InitChannel")]
    [InlineData("fault", "FaultChannel")]
    [InlineData("sample", "SampleChannel")]
    [InlineData("to_string", "ToStringChannel")]
    [InlineData("span", "SpanChannel")]
    [InlineData("caprock", "CaprockChannel")]
    public void A_name_that_means_something_in_a_component_has_its_kind_behind(string name, string identifier) =>
        Assert.Contains($" {identifier} => new(", Client(name, ""), StringComparison.Ordinal);

    [Fact]
    public void Several_channels_to_one_peer_have_the_names_of_their_variables_or_their_numbers()
    {
        string source = Client("server", "", "id=\"5\" setvar_id=\"TX_CH\"", "id=\"3\"");

        Assert.Contains(" TxCh => new(global::Caprock.Kit.Components.Configuration.Channel(1))", source, StringComparison.Ordinal);
        Assert.Contains(" Server3 => new(global::Caprock.Kit.Components.Configuration.Channel(0))", source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_channel_to_a_peer_has_the_peers_name_whatever_its_variable() =>
        Assert.Contains(" Server => new(", Client("server", "", "id=\"5\" setvar_id=\"TX_CH\""), StringComparison.Ordinal);

    [Fact]
    public void Names_that_become_the_same_identifier_all_get_their_numbers()
    {
        string contents = Domain("client", 1) + Domain("rx-a", 2) + Domain("rx_a", 2)
            + Channel("pd=\"client\" id=\"4\"", "pd=\"rx-a\" id=\"0\"") + Channel("pd=\"client\" id=\"6\"", "pd=\"rx_a\" id=\"0\"");

        string source = Build.Described(contents, Component("client")).Source();

        Assert.Contains(" RxA4 => new(", source, StringComparison.Ordinal);
        Assert.Contains(" RxA6 => new(", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_with_a_channel_has_its_kind_behind()
    {
        string child = "<protection_domain name=\"worker\" id=\"9\" priority=\"1\"><program_image path=\"a.elf\" /></protection_domain>";
        string contents = Domain("parent", 5, child) + Channel("pd=\"parent\" id=\"4\"", "pd=\"worker\" id=\"0\"");

        const string Init = "public static void Init() { Worker.Notify(); WorkerChild.Stop(); }";
        string source = Build.Described(contents, Component("parent", "", Init)).Source();

        Assert.Contains(".Child WorkerChild => global::Caprock.Kit.Components.Configuration.Child(0);", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_counted_in_the_order_of_identifiers_and_regions_in_that_of_addresses()
    {
        string maps = "<map mr=\"high\" vaddr=\"0x20000000\" /><map mr=\"low\" vaddr=\"0x10000000\" />";
        string regions = "<memory_region name=\"high\" size=\"0x1000\" /><memory_region name=\"low\" size=\"0x1000\" />";
        string contents = regions + Domain("client", 1, maps) + Domain("a") + Domain("b")
            + Channel("pd=\"client\" id=\"9\"", "pd=\"a\" id=\"0\"") + Channel("pd=\"client\" id=\"2\"", "pd=\"b\" id=\"0\"");

        string source = Build.Described(contents, Component("client")).Source();

        Assert.Contains(" B => new(global::Caprock.Kit.Components.Configuration.Channel(0))", source, StringComparison.Ordinal);
        Assert.Contains(" A => new(global::Caprock.Kit.Components.Configuration.Channel(1))", source, StringComparison.Ordinal);
        Assert.Contains(" Low => global::Caprock.Kit.Components.Configuration.Region(0);", source, StringComparison.Ordinal);
        Assert.Contains(" High => global::Caprock.Kit.Components.Configuration.Region(1);", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Documentation_of_a_strange_name_stays_a_line_of_XML()
    {
        string source = Client("a&lt;b&#10;}&amp;", "");

        Assert.Contains("/// <summary>The channel 0 to 'a&lt;b }&amp;'.</summary>", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_of_several_domains_has_what_all_of_them_have()
    {
        string contents = Domain("hub", 9) + Domain("other", 9) + Domain("worker1", 1) + Domain("worker2", 1)
            + Channel("pd=\"worker1\" id=\"0\" pp=\"true\"", "pd=\"hub\" id=\"0\"")
            + Channel("pd=\"worker2\" id=\"0\"", "pd=\"hub\" id=\"1\"")
            + Channel("pd=\"worker1\" id=\"1\" setvar_id=\"next\" pp=\"true\"", "pd=\"hub\" id=\"2\"")
            + Channel("pd=\"worker2\" id=\"1\" setvar_id=\"next\" pp=\"true\"", "pd=\"other\" id=\"2\"");

        string source = Build.Described(contents, Component("worker*", "", "public static void Init() => Next.Notify();")).Source();

        Assert.Contains(" Next => new(global::Caprock.Kit.Components.Configuration.Channel(1))", source, StringComparison.Ordinal);
        Assert.DoesNotContain(" Hub ", source, StringComparison.Ordinal);
        Assert.DoesNotContain("Hub0", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_of_several_domains_may_do_what_all_of_them_may()
    {
        string contents = Domain("hub", 9) + Domain("a", 1) + Domain("b", 1)
            + Channel("pd=\"a\" id=\"0\" pp=\"true\"", "pd=\"hub\" id=\"0\"") + Channel("pd=\"b\" id=\"0\"", "pd=\"hub\" id=\"1\"");
        const string Call = "[Component(\"b\")]\ninternal partial struct Sample "
            + "{ public static void Init() { Message message = new(0); Hub.Call(ref message); } }";

        Assert.Empty(Build.Described(contents, Call.Replace("(\"b\")", "(\"a\")", StringComparison.Ordinal)).Messages);
        Assert.StartsWith(
            "Demo.cs(2): CAP6007",
            Assert.Single(Build.Described(contents, "[Component(\"a\")]" + Call).Messages),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_of_two_systems_has_what_it_has_in_both()
    {
        string one = Domain("client") + Domain("server", 2) + Channel("pd=\"client\" id=\"0\"", "pd=\"server\" id=\"0\"");
        string two = one + Domain("more") + Channel("pd=\"client\" id=\"1\"", "pd=\"more\" id=\"0\"");

        string source = Build.Run(
            [("a.system", $"<system>{one}</system>"), ("b.system", $"<system>{two}</system>")], Component("client")).Source();

        Assert.Contains(" Server => new(", source, StringComparison.Ordinal);
        Assert.DoesNotContain(" More => ", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_without_a_name_gets_an_entry_point_only()
    {
        string source = Build.Undescribed("[Component] internal partial struct Sample { public static void Init() { } }").Source();

        Assert.Contains("[global::System.Runtime.RuntimeExport(\"caprock_component\")]", source, StringComparison.Ordinal);
        Assert.DoesNotContain("Configuration", source, StringComparison.Ordinal);
    }

    private static string Client(string peer, string members, params string[] ends)
    {
        string channels = string.Concat((ends.Length == 0 ? ["id=\"0\""] : ends)
            .Select((end, index) => Channel($"pd=\"client\" {end}", $"pd=\"{peer}\" id=\"{index}\"")));
        return Build.Described(Domain("client") + Domain(peer, 2) + channels, Component("client", "", members)).Source();
    }
}
