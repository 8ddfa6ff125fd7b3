// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Generator;

/// <summary>Systems described in C#: compiled like any source, and read by the generator.</summary>
public sealed class CSharpSystemTests
{
    private const string Start = """
        using Caprock.Kit.Components.Systems;

        [assembly: MemoryRegion("status", 0x1000)]
        [assembly: ProtectionDomain("client", "client.elf", Priority = 90)]
        [assembly: Map("client", "status", 0x1000_0000, Perms = "r")]
        [assembly: ProtectionDomain("timer", "timer.elf", Priority = 120, Passive = true)]

        """;

    [Fact]
    public void They_give_the_same_names_as_XML()
    {
        const string Xml = """
            <system>
                <memory_region name="status" size="0x1000" />

                <protection_domain name="client" priority="90"><program_image path="client.elf" />
                    <map mr="status" vaddr="0x10000000" perms="r" /></protection_domain>
                <protection_domain name="timer" priority="120" passive="true"><program_image path="timer.elf" /></protection_domain>
                <channel><end pd="client" id="1" /><end pd="timer" id="2" notify="false" /></channel>
            </system>
            """;
        string component = Texts.Component("client", "", "public static void Init() => Timer.Notify();");

        string inCSharp = Build.Run(
            [("demo.system.cs", Start + "[assembly: Channel(\"client\", 1, \"timer\", 2, SecondNotifies = false)]")], component).Source();

        Assert.Equal(Build.Run([("demo.system", Xml)], component).Source(), inCSharp);
    }

    [Fact]
    public void A_broken_rule_is_an_error_at_the_line_of_the_attribute() => Assert.Equal(
        "demo.system.cs(8): CAP6001: 'timer' (priority 120) may call 'client' (priority 90), and a callee needs a higher priority than its "
        + "caller; give 'client' at least 121, or give 'timer' at most 89",
        Assert.Single(Build.Run(
            [("demo.system.cs", Start + "[assembly: Channel(\"client\", 1, \"timer\", 2,\n    SecondCalls = true)]")],
            Texts.Component("client")).Messages));

    [Fact]
    public void The_compiler_checks_them_too() => Assert.Equal(
        ["demo.system.cs(7): CAP6001", "demo.system.cs(7): CS0246"],
        Build.Run([("demo.system.cs", Start + "[assembly: Chanel(\"client\", 1, \"timer\", 2)]")], Texts.Component("client"))
            .Messages.Select(message => string.Join(':', message.Split(':').Take(2))).Distinct());
}
