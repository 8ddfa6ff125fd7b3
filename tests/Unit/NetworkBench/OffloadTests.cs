// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Bench.Network.Host;
using Caprock.Tests.Tap;

namespace Caprock.Tests.Unit.NetworkBench;

/// <summary>Checksums left to the card, over a tap device, which is what QEMU's card needs for that.</summary>
public sealed unsafe class OffloadTests
{
    private const string Configuration = "debug";
    private const int BufferBytes = 2048;
    private const int MillisecondsToAnswer = 500;
    private const double SecondsForAnswer = 20;

    [TapFact]
    public void Linux_and_the_guest_understand_each_other_when_both_leave_checksums_to_the_cards()
    {
        using var machine = new TapMachine(new CaprockGuest(Configuration), hasChecksums: true, isCounted: false);
        AssertAgreed(machine, true);
        foreach (var bytes in new[] { 1, 2, 17, 18, 511, 1471, 1472 })
        {
            TapLoad.Echo(machine, bytes, 64, 8);
        }

        TapLoad.Web(machine, "/1k", WebContent.SmallBytes, 20);
        TapLoad.Web(machine, "/1m", WebContent.LargeBytes, 3);
    }

    [TapFact]
    public void A_card_that_does_no_checksums_is_asked_for_none()
    {
        using var machine = new TapMachine(new CaprockGuest(Configuration), hasChecksums: false, isCounted: false);
        AssertAgreed(machine, false);
        TapLoad.Echo(machine, 1472, 64, 8);
        TapLoad.Web(machine, "/1m", WebContent.LargeBytes, 1);
    }

    /// <summary>
    /// A bridge passes frames on to a tap device that does no checksums, so Linux completes them as the guest has said; and back come
    /// frames that nobody has checked.
    /// </summary>
    [TapFact]
    public void What_the_card_is_told_to_complete_becomes_right()
    {
        using var machine = new TapMachine(new CaprockGuest(Configuration), hasChecksums: true, isCounted: false);
        machine.Space.Execute("ip", "addr", "flush", "dev", TapMachine.Device);
        machine.Space.Execute("ip", "link", "add", "br0", "type", "bridge");
        machine.Space.Execute("ip", "link", "set", "dev", TapMachine.Device, "master", "br0");
        machine.Space.Execute("ip", "link", "set", "dev", machine.Space.Device.Name, "master", "br0");
        machine.Space.Execute("ip", "link", "set", "dev", "br0", "up");

        var card = Ask(machine.Space.Device, Frames.Ask(), frame => Frames.CardIn(frame));
        foreach (var bytes in new[] { 1, 2, 17, 64, 511, 512, 1471, 1472 })
        {
            var data = new byte[bytes];
            new Random(bytes).NextBytes(data);
            var sent = Frames.Datagram(card, 5000, 7, data);
            Assert.Equal(data, Ask(machine.Space.Device, sent, frame => DatagramIn(frame, bytes)));

            // One bit is wrong, and nobody but the guest can find that.
            sent[^1] ^= 1;
            machine.Space.Device.Write(sent);
        }

        var last = Frames.Datagram(card, 5000, 7, "last"u8);
        Assert.Equal("last"u8.ToArray(), Ask(machine.Space.Device, last, frame => DatagramIn(frame, 4)));
    }

    /// <summary>
    /// The data of a datagram whose checksum is right; one of another length answers an earlier question that was asked twice.
    /// </summary>
    private static byte[]? DatagramIn(byte[] frame, int bytes) =>
        Frames.IsDatagram(frame, out _, out _, out var data) && data.Length == bytes ? data.ToArray() : null;

    private static void AssertAgreed(TapMachine machine, bool hasChecksums)
    {
        var path = machine.Guest.AskMonitor("info virtio").Split(' ', '\n')
            .First(word => word.StartsWith("/machine", StringComparison.Ordinal));
        var status = machine.Guest.AskMonitor($"info virtio-status {path.Trim()}");
        var agreed = status[status.IndexOf("Guest features", StringComparison.Ordinal)..];
        agreed = agreed[..agreed.IndexOf("Host features", StringComparison.Ordinal)];
        Assert.Equal(hasChecksums, agreed.Contains("VIRTIO_NET_F_CSUM", StringComparison.Ordinal));
        Assert.Equal(hasChecksums, agreed.Contains("VIRTIO_NET_F_GUEST_CSUM", StringComparison.Ordinal));
        Assert.Contains("VIRTIO_NET_F_MAC", agreed, StringComparison.Ordinal);
    }

    private static T Ask<T>(TapDevice device, byte[] question, Func<byte[], T?> read)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        var buffer = new byte[BufferBytes];
        while (clock.Elapsed.TotalSeconds < SecondsForAnswer)
        {
            device.Write(question);
            device.Wait(MillisecondsToAnswer);
            while (TryRead(device, buffer, out var frame))
            {
                if (Frames.AnswerTo(frame) is { } ours)
                {
                    device.Write(ours);
                }
                else if (read(frame) is { } answer)
                {
                    return answer;
                }
            }
        }

        throw new BenchException("The guest does not answer.");
    }

    private static bool TryRead(TapDevice device, byte[] buffer, out byte[] frame)
    {
        fixed (byte* memory = buffer)
        {
            var length = device.Read(memory, buffer.Length);
            frame = buffer[..length];
            return length > 0;
        }
    }
}
