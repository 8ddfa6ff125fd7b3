// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>What initialiser, monitor and component library make of a description.</summary>
public sealed class KitTests
{
    /// <summary>More peers than a notification has bits.</summary>
    private const int Spokes = 100;

    /// <summary>More reports than the monitor can print in its budget.</summary>
    private const int Crashes = 20;

    private static string Description => File.ReadAllText(Path.Combine(Harness.BuildOutput.Root, "tests", "Kit", "kit.system"));

    [Theory]
    [InlineData("<protection_domain name=\"victim\" ")]
    [InlineData("<protection_domain name=\"victim\" passive=\"true\" ")]
    public void A_component_that_fails_lives_again_as_pristine_as_at_first(string victim)
    {
        using DescribedSystem system = new(Description.Replace("<protection_domain name=\"victim\" ", victim, StringComparison.Ordinal));
        using var guest = system.Boot();

        guest.Expect("victim: pristine");
        ExpectLife(guest, "write to 0x1, where nothing is mapped", 1);
        ExpectLife(guest, "index out of range", 2);
        ExpectLife(guest, "write to 0x7fff[0-9a-f]{8}, where nothing is mapped", 3);
        ExpectLife(guest, "asked to give up", 4);
        Assert.DoesNotContain("earlier life", guest.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("from nobody", guest.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passive_component_that_fails_before_it_is_passive_is_called_in_its_next_life()
    {
        using DescribedSystem system = new(Description
            .Replace("limit=\"4\"", "limit=\"5\"", StringComparison.Ordinal)
            .Replace("<system>", "<system><memory_region name=\"r\" size=\"0x1000\" />", StringComparison.Ordinal)
            .Replace("name=\"victim\" ", "name=\"victim\" passive=\"true\" ", StringComparison.Ordinal)
            .Replace("<restart ", "<map mr=\"r\" vaddr=\"0x80000000\" /><restart ", StringComparison.Ordinal));
        using var guest = system.Boot();

        guest.Expect("monitor: victim stopped: a false start");
        guest.Expect("victim: pristine");
        ExpectLife(guest, "write to 0x1, where nothing is mapped", 2);
    }

    [Fact]
    public void A_component_becomes_passive_however_busy_the_monitor_is()
    {
        var crashes = string.Concat(Enumerable.Range(0, Crashes).Select(i =>
            $"<protection_domain name=\"crash{i}\" priority=\"150\"><program_image path=\"victim.elf\" /></protection_domain>"));
        using DescribedSystem system = new(Description
            .Replace("name=\"victim\" ", "name=\"victim\" passive=\"true\" ", StringComparison.Ordinal)
            .Replace("<system>", "<system>" + crashes, StringComparison.Ordinal));
        using var guest = system.Boot();

        guest.ExpectMatch($"crash{Crashes - 1} stays stopped");
        guest.Expect("observer: answer 42 from life 1");
    }

    [Fact]
    public void A_component_that_waits_for_ever_has_its_time_in_its_next_life()
    {
        using DescribedSystem system = new(
            """
            <system>
                <memory_region name="r" size="0x1000" />
                <protection_domain name="victim" priority="100" passive="true" arena_size="0x1000" budget="1000" period="10000">
                    <program_image path="victim.elf" />
                </protection_domain>
                <protection_domain name="observer" priority="90">
                    <program_image path="observer.elf" />
                    <map mr="r" vaddr="0x80000000" />
                    <restart policy="on_fault" heartbeat="100000" />
                </protection_domain>
                <channel><end pd="victim" id="1" /><end pd="observer" id="1" pp="true" /></channel>
            </system>
            """);
        using var guest = system.Boot();

        guest.Expect("monitor: observer does not answer");
        guest.Expect("observer: lives again");
    }

    [Fact]
    public void A_component_that_fails_too_often_stays_stopped()
    {
        using DescribedSystem system = new(Description.Replace("limit=\"4\"", "limit=\"1\"", StringComparison.Ordinal));
        using var guest = system.Boot();

        guest.Expect("victim is started anew");
        guest.Expect("victim stays stopped: it has been started anew as often as it may");
    }

    [Fact]
    public void A_component_without_a_policy_stays_stopped()
    {
        using DescribedSystem system = new(
            """
            <system>
                <protection_domain name="victim" priority="100"><program_image path="victim.elf" /></protection_domain>
                <protection_domain name="observer" priority="90"><program_image path="observer.elf" /></protection_domain>
                <channel><end pd="victim" id="1" /><end pd="observer" id="1" pp="true" /></channel>
            </system>
            """);
        using var guest = system.Boot();

        guest.Expect("monitor: victim stopped: the arena is used up; give the component a larger arena_size");
        guest.Expect("monitor: victim stays stopped");
    }

    [Fact]
    public void A_component_hears_more_channels_than_a_notification_has_bits()
    {
        StringBuilder description =
            new("<system><protection_domain name=\"hub\" priority=\"50\"><program_image path=\"hub.elf\" /></protection_domain>");
        for (var i = 0; i < Spokes; i++)
        {
            description.Append(
                $"""
                <protection_domain name="spoke{i}" priority="100"><program_image path="spoke.elf" /></protection_domain>
                <channel><end pd="hub" id="{i}" /><end pd="spoke{i}" id="3" /></channel>
                """);
        }

        using DescribedSystem system = new(description.Append("</system>").ToString());
        using var guest = system.Boot();

        guest.Expect($"hub: {Spokes} answers", 60);
    }

    [Theory]
    [InlineData("size=\"0x40000000\"", "initialiser: there is no memory for an object of 'r', the kernel says not enough memory")]
    [InlineData(
        "size=\"0x1000\" phys_addr=\"0x100000\"", "initialiser: the physical address is taken, or the machine has nothing there, for 'r'")]
    [InlineData(
        "size=\"0x1000\" phys_addr=\"0xfffffffff000\"",
        "initialiser: the physical address is taken, or the machine has nothing there, for 'r'")]
    public void What_the_machine_does_not_have_is_named(string region, string line)
    {
        using DescribedSystem system = new(
            $"""
            <system>
                <memory_region name="r" {region} />
                <protection_domain name="spoke"><program_image path="spoke.elf" /><map mr="r" vaddr="0x80000000" /></protection_domain>
            </system>
            """);
        using var guest = system.Boot();

        guest.Expect(line);
    }

    [Fact]
    public void Something_else_than_a_layout_is_refused()
    {
        using DescribedSystem system =
            new("<system><protection_domain name=\"spoke\"><program_image path=\"spoke.elf\" /></protection_domain></system>");
        var image = File.ReadAllBytes(system.Image);
        image.AsSpan(image.AsSpan().IndexOf("CAPROCKL"u8), 4).Clear();
        File.WriteAllBytes(system.Image, image);
        using var guest = system.Boot();

        guest.Expect("initialiser: there is no layout behind the image that this initialiser understands");
    }

    private static void ExpectLife(Guest guest, string cause, int life)
    {
        guest.ExpectMatch($"monitor: victim stopped: {cause}");
        guest.Expect("monitor: victim is started anew");
        guest.Expect("victim: pristine");
        guest.Expect("observer: the call was cut short");
        guest.Expect($"observer: victim lives again, generation {life}");
        guest.Expect($"observer: answer 42 from life {life}");
    }
}
