// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>Another card, components that are killed, clients that forge, virtualisers exchanged under traffic.</summary>
public sealed class NetworkDriverTests
{
    private const int NumberOffset = 16;

    private static readonly string[] Programs =
        ["pci", "hpet", "virtio_net", "e1000e", "net_transmit", "net_receive", "net_copy"];

    private static readonly string[] TestPrograms = ["tests.Kit.network.killer", "tests.Kit.network.caller"];

    [Theory]
    [InlineData("pc")]
    [InlineData("q35")]
    public void Every_frame_of_two_clients_of_an_82574_is_answered(string board)
    {
        using var guest = Guest.Start(Systems.Described("gateway-e1000e", QemuMachine.Benchmark with { Board = board }) with
        {
            ExtraArguments = ["-netdev", "user,id=n0", "-device", "e1000e,netdev=n0,addr=11"],
        });

        guest.Expect("finder1: 10000 questions, 10000 answers\n", 50);
        Assert.True(SpinWait.SpinUntil(
            () => guest.Log.Contains("finder0: 10000 questions, 10000 answers\n", StringComparison.Ordinal), TimeSpan.FromSeconds(50)));
    }

    [Theory]
    [InlineData("virtio-net-pci")]
    [InlineData("e1000e")]
    public void No_buffer_is_lost_whoever_is_killed_and_when(string card)
    {
        var description = File.ReadAllText(Path.Combine(BuildOutput.Root, "tests", "Kit", "network", "network-mortal.system"));
        using DescribedSystem system = new(card == "e1000e" ? WithTheOtherCard(description) : description, Programs, TestPrograms);
        using var guest = system.Boot(["-netdev", "user,id=n0", "-device", $"{card},netdev=n0,addr=11"]);

        guest.Expect("answers under fire", 50);
        guest.Expect("caller: all 16 buffers are back\n");
        guest.Expect("caller: 1000 questions, 1000 answers\n");
        foreach (var victim in new[] { "net", "transmit", "receive", "copy" })
        {
            Assert.Equal(15, Regex.Count(guest.Log, $"monitor: {victim} is started anew"));
        }
    }

    [Fact]
    public void A_client_sends_under_its_own_address_only()
    {
        using FramePeer peer = new("n0");
        using var guest = Guest.Start(Systems.Described("network-forger") with
        {
            ExtraArguments = [.. peer.Arguments, "-device", "virtio-net-pci,netdev=n0,addr=11,mac=52:54:00:12:34:56"],
        });

        guest.Expect("forger1: 600 buffers went and came\n", 50);
        guest.Expect("forger0: 600 buffers went and came\n", 50);
        var frames = peer.TakeAll(1000);

        Assert.Equal(200, frames.Count);
        foreach (byte last in new byte[] { 0x56, 0x57 })
        {
            Assert.Equal(Enumerable.Range(0, 100).Select(number => (ulong)number), NumbersOf(frames, [0x52, 0x54, 0x00, 0x12, 0x34, last]));
        }
    }

    [Fact]
    public void A_policy_is_replaced_under_traffic_and_no_frame_is_lost()
    {
        using FramePeer peer = new("n0");
        using var guest = Guest.Start(Systems.Described("live-policy", QemuMachine.Benchmark with { CountsInstructions = true }) with
        {
            ExtraArguments = [.. peer.Arguments, "-device", "e1000e,netdev=n0,addr=11,mac=52:54:00:12:34:56"],
        });

        AssertShare(guest, "round robin", 45, 55);
        AssertPause(guest);
        AssertShare(guest, "shares of 3 and 1", 70, 80);
        AssertPause(guest);
        AssertShare(guest, "round robin", 45, 55);
        var sent = Enumerable.Range(0, 2).Select(_ => guest.ExpectMatch("sender([01]): ([0-9]+) frames sent, all buffers are back\n", 50))
            .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        var frames = peer.TakeAll(1000);

        Assert.Equal(Numbers(sent["0"]), NumbersOf(frames, [0x52, 0x54, 0x00, 0x12, 0x34, 0x56]));
        Assert.Equal(Numbers(sent["1"]), NumbersOf(frames, [0x52, 0x54, 0x00, 0x12, 0x34, 0x57]));
        Assert.Equal(sent["0"] + sent["1"], frames.Count);

        static IEnumerable<ulong> Numbers(int count) => Enumerable.Range(0, count).Select(number => (ulong)number);
    }

    private static IEnumerable<ulong> NumbersOf(List<byte[]> frames, byte[] address) =>
        frames.Where(frame => frame.AsSpan(6, 6).SequenceEqual(address))
            .Select(frame => BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(NumberOffset)));

    private static void AssertShare(Guest guest, string policy, int least, int most)
    {
        var match = guest.ExpectMatch($"controller: {policy}: ([0-9]+) % and [0-9]+ %\n", 50);
        Assert.InRange(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), least, most);
    }

    /// <summary>A tick is an instruction here. The bound is several times what it takes.</summary>
    private static void AssertPause(Guest guest)
    {
        var match = guest.ExpectMatch("controller: exchanged, with a pause of ([0-9]+) ticks\n", 50);
        Assert.InRange(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 1, 100_000);
    }

    /// <summary>The same system with the other card: its driver, and where its registers are.</summary>
    private static string WithTheOtherCard(string description) => description
        .Replace("net_bar1", "net_bar3", StringComparison.Ordinal)
        .Replace("net_bar4", "net_bar0", StringComparison.Ordinal)
        .Replace("size=\"0x4000\" phys_addr=\"0xe0004000\"", "size=\"0x20000\" phys_addr=\"0xe0020000\"", StringComparison.Ordinal)
        .Replace("virtio_net.elf", "e1000e.elf", StringComparison.Ordinal);
}
