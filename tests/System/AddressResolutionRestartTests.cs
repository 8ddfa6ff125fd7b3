// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using static Caprock.Tests.System.NeighbourWire;

namespace Caprock.Tests.System;

/// <summary>examples/neighbours, while the component that does ARP fails, stops for ever, or loops.</summary>
public sealed class AddressResolutionRestartTests : IDisposable
{
    private const int Rounds = 2;
    private const int Patience = 50;

    private const string Regions =
        """
            <memory_region name="orders" size="0x1000" />
            <memory_region name="loops" size="0x1000" />
            <memory_region name="life" size="0x1000" phys_addr="0x10036000" />
        """;

    private const string Parent =
        """
            <protection_domain name="bystander" priority="50">
                <program_image path="bystander.elf" />
                <map mr="life" vaddr="0x20000000" perms="rw" />
            </protection_domain>
            <protection_domain name="reaper" priority="158">
                <program_image path="reaper.elf" />
                <map mr="orders" vaddr="0x20000000" perms="rw" />
                <map mr="loops" vaddr="0x20100000" perms="r" />
                <protection_domain name="arp" priority="135" id="1" budget="1500" period="10000">
                    <restart policy="on_fault" limit="65535" heartbeat="100000" />
        """;

    private const string Channels =
        """
            <channel><end pd="timer" id="10" /><end pd="reaper" id="10" pp="true" /></channel>
            <channel><end pd="reaper" id="11" /><end pd="bystander" id="11" /></channel>
            <channel><end pd="timer" id="11" /><end pd="bystander" id="0" pp="true" /></channel>
        </system>
        """;

    private static readonly string[] Programs =
        ["pci", "hpet", "virtio_net", "net_transmit", "net_receive", "net_copy", "net_arp", "neighbour_echo"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-mortal-");
    private readonly NeighbourWire wire = new();

    [Fact]
    public void Clients_are_found_and_find_others_again_however_it_ends()
    {
        using var system = new DescribedSystem(
            MortalSystem.Prepare(Description(), ["net_arp"], 1, Rounds, folder), Programs,
            ["tests.Kit.disk.reaper", "tests.Kit.disk.bystander"]);
        using var guest = system.Boot(wire.Arguments);
        guest.Expect("echo1: ready\n", 40);
        guest.Expect("echo0: ready\n", 40);

        for (var asked = 0; !guest.Log.Contains("reaper: it is over", StringComparison.Ordinal); asked++)
        {
            wire.Ask(OwnAddress, AddressOf(asked & 1), Patience);
        }

        Assert.True(SpinWait.SpinUntil(() => wire.Ask(OwnAddress, AddressOf(0), Silence) is not null, TimeSpan.FromSeconds(20)), guest.Log);
        Assert.Equal(Answer(0), wire.Ask(OwnAddress, AddressOf(0)));
        Assert.Equal(Answer(1), wire.Ask(OwnAddress, AddressOf(1)));
        foreach (var client in new[] { 0, 1 })
        {
            byte[] stranger = [10, 0, 2, (byte)(70 + client)];
            wire.SendDatagram(client, stranger, "hello"u8);
            Assert.Equal(QuestionOf(client, stranger), wire.Take(frame => frame[13] == 6, 5000));
            wire.Send(AnswerTo(client, stranger));
            wire.AssertEcho(client, "hello"u8);
        }

        MortalSystem.AssertRestarts(guest, "arp", Rounds);
        MortalSystem.AssertBystander(guest);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        wire.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>The example with the component as a child of one that kills.</summary>
    private static string Description()
    {
        var text = File.ReadAllText(Path.Combine(BuildOutput.Root, "examples", "neighbours", "neighbours.system"));
        var start = text.IndexOf("""    <protection_domain name="arp" """, StringComparison.Ordinal);
        var end = text.IndexOf("    </protection_domain>", start, StringComparison.Ordinal);
        var inside = text[(text.IndexOf('\n', start) + 1)..end];
        return text[..start]
            .Replace("<system>", "<system>\n" + Regions, StringComparison.Ordinal)
            + Parent + "\n" + inside + "    </protection_domain>\n"
            + text[end..].Replace("</system>", Channels, StringComparison.Ordinal);
    }
}
