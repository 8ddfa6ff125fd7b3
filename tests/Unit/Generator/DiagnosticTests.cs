// SPDX-License-Identifier: BSD-2-Clause
using static Caprock.Tests.Unit.Generator.Texts;

namespace Caprock.Tests.Unit.Generator;

/// <summary>What is refused, at which line, and what is said about it.</summary>
public sealed class DiagnosticTests
{
    [Fact]
    public void An_error_of_the_description_is_reported_at_its_line() => Says(
        Build.Described("<protection_domain name=\"a\">\n</protection_domain>", Component("a")),
        "demo.system(2): CAP6001: <protection_domain> has no <program_image>; add <program_image path=\"...\" /> with the ELF file to run");

    [Fact]
    public void A_call_to_a_lower_priority_is_an_error_of_the_description() => Says(
        Build.Described(
            Domain("client", 20) + Domain("server", 10) + Channel("pd=\"client\" id=\"0\" pp=\"true\"", "pd=\"server\" id=\"0\""),
            Component("client")),
        "demo.system(4): CAP6001: 'client' (priority 20) may call 'server' (priority 10), "
        + "and a callee needs a higher priority than its caller; "
        + "give 'server' at least 21, or give 'client' at most 9");

    [Fact]
    public void A_description_that_is_no_XML_is_one_error() => Says(
        Build.Run([("demo.system", "<system>\n<")], Component("a", "[Uses<IT>(\"b\")]") + "\n[Procedures] interface IT { void Go(); }"),
        "demo.system(2): CAP6001: not well-formed XML: Unexpected end of file has occurred. The following elements are not closed: system; "
        + "correct it here, nothing else was checked");

    [Fact]
    public void Warnings_of_the_description_are_left_to_the_builder() => Says(
        Build.Described(
            Domain("a") + Domain("b") + Channel("pd=\"a\" id=\"0\" notify=\"false\"", "pd=\"b\" id=\"0\" notify=\"false\""),
            Component("a")));

    [Fact]
    public void A_named_component_needs_a_description() => Says(
        Build.Undescribed(Component("ping")),
        "Demo.cs(2): CAP6002: 'Sample' has no system description; name one in the project file: <SystemDescription Include=\"...\" />, "
        + "or write [Component] without a name");

    [Theory]
    [InlineData("internal struct Sample { }", "is not partial")]
    [InlineData("internal ref partial struct Sample { }", "is a ref struct")]
    [InlineData("internal partial struct Sample<T> { }", "is generic")]
    public void A_component_is_a_partial_struct(string declaration, string problem) => Says(
        Build.Undescribed("[Component]\n" + declaration),
        $"Demo.cs(2): CAP6003: 'Sample' {problem}; write 'partial struct Sample'");

    [Fact]
    public void An_unknown_protection_domain_is_told_what_there_is() => Says(
        Build.Described(Pair, Component("driver")),
        "Demo.cs(2): CAP6004: demo.system has no protection domain 'driver'; it has 'client', 'server'");

    [Fact]
    public void A_mistyped_protection_domain_is_told_what_was_meant() => Says(
        Build.Described(Pair, Component("sever")),
        "Demo.cs(2): CAP6004: demo.system has no protection domain 'sever'; did you mean 'server'?");

    [Fact]
    public void A_pattern_must_match() => Says(
        Build.Described(Pair, Component("worker*")),
        "Demo.cs(2): CAP6004: demo.system has no protection domain 'worker*'; it has 'client', 'server'");

    [Fact]
    public void A_project_has_one_component() => Says(
        Build.Undescribed("[Component] partial struct A { }\n[Component] partial struct B { }"),
        "Demo.cs(2): CAP6005: 'B' is a second component beside 'A'; give each a project of its own");

    [Fact]
    public void A_member_may_not_have_the_name_of_a_channel() => Says(
        Build.Described(Pair, Component("client", "", "private static int Server() => 1;")),
        "Demo.cs(5): CAP6006: 'Server' is the name of the channel to 'server'; rename this member");

    [Fact]
    public void A_member_may_not_have_the_name_of_the_types_of_channels() => Says(
        Build.Described(Pair, Component("client", "", "private static int Channels;")),
        "Demo.cs(5): CAP6006: 'Channels' is the name of the generated types of channels; rename this member",
        "Demo.cs(5): CS0102: The type 'Sample' already contains a definition for 'Channels'");

    [Fact]
    public void A_notification_that_the_description_does_not_allow_is_refused_at_the_call() => Says(
        Build.Described(
            Domain("a") + Domain("b") + Channel("pd=\"a\" id=\"0\" notify=\"false\"", "pd=\"b\" id=\"0\""),
            Component("a", "", "public static void Init() => B.Notify();")),
        "Demo.cs(5): CAP6007: 'B.Notify' is not allowed: line 4 of the description says notify=\"false\" at the end of 'a'");

    [Fact]
    public void A_call_that_the_description_does_not_allow_is_refused_at_the_call() => Says(
        Build.Described(
            Domain("a", 3) + Domain("b", 2) + Channel("pd=\"a\" id=\"0\"", "pd=\"b\" id=\"0\""),
            Component("a", "", "public static void Init() { Message message = new(0); B.Call(ref message); }")),
        "Demo.cs(5): CAP6007: 'B.Call' is not allowed: 'a' has no protected procedure at 'b'; add pp=\"true\" to its end at line 4 of the "
        + "description, and give 'b' (priority 2) a higher priority than 'a' (priority 3)");

    [Fact]
    public void A_deferred_notification_is_refused_as_well() => Says(
        Build.Described(
            Domain("a") + Domain("b") + Channel("pd=\"a\" id=\"0\" notify=\"false\"", "pd=\"b\" id=\"0\""),
            Component("a", "", "public static void Init() => B.NotifyDeferred();")),
        "Demo.cs(5): CAP6007: 'B.NotifyDeferred' is not allowed: line 4 of the description says notify=\"false\" at the end of 'a'");

    [Fact]
    public void A_channel_that_is_not_there_is_a_compile_error_at_the_line() => Says(
        Build.Described(Pair, Component("client", "", "public static void Init() => Sever.Notify();")),
        "Demo.cs(5): CS0103: The name 'Sever' does not exist in the current context");

    [Fact]
    public void An_attribute_may_not_name_a_channel_that_is_not_there() => Says(
        Build.Described(Pair, Component("client", "[Uses<IT>(\"sever\")]") + "\n[Procedures] interface IT { void Go(); }"),
        "Demo.cs(2): CAP6008: 'Sample' has no channel 'sever'; did you mean 'server'?");

    [Fact]
    public void An_attribute_may_not_name_a_region_that_is_not_there() => Says(
        Build.Described(Pair, Component("client", "[Contains<int>(\"buffer\")]")),
        "Demo.cs(2): CAP6008: 'Sample' has no memory region 'buffer'; it has none");

    [Fact]
    public void An_attribute_that_could_mean_two_channels_is_told_their_names() => Says(
        Build.Described(
            Pair + Channel("pd=\"client\" id=\"1\"", "pd=\"server\" id=\"1\""), Component("client", "[Uses<IT>(\"server\")]") + Go),
        "Demo.cs(2): CAP6008: 'Sample' has no single channel 'server'; say which: Server0, Server1");

    [Fact]
    public void Memory_contents_are_plain() => Says(
        Build.Described(Pair, Component("client", "[Contains<string>(\"buffer\")]")),
        "Demo.cs(2): CAP6015: 'string' cannot lie in shared memory: it refers to objects");

    [Fact]
    public void Contents_are_said_once() => Says(
        Build.Described(
            "<memory_region name=\"m\" size=\"0x1000\" />\n" + Domain("a", 1, "<map mr=\"m\" vaddr=\"0x10000000\" />"),
            Component("a", "[Contains<int>(\"m\"), Contains<long>(\"M\")]")),
        "Demo.cs(2): CAP6014: the contents of 'M' are said twice; keep one of them");

    [Fact]
    public void Memory_that_may_not_be_written_is_not_written() => Says(
        Build.Described(
            "<memory_region name=\"m\" size=\"0x1000\" />\n" + Domain("a", 1, "<map mr=\"m\" vaddr=\"0x10000000\" perms=\"r\" />"),
            Component("a", "[Contains<int>(\"m\")]", "public static void Init() => M = 1;")),
        "Demo.cs(5): CS8331: Cannot assign to property 'M' or use it as the right hand side of a ref assignment "
        + "because it is a readonly variable");

    private const string Go = "\n[Procedures] interface IT { void Go(); }";

    private static void Says(Build build, params string[] messages) =>
        Assert.Equal(string.Join('\n', messages), string.Join('\n', build.Messages));
}
