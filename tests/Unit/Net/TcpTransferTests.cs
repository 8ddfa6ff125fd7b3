// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;
using Caprock.Tests.Unit.Net.Support;

namespace Caprock.Tests.Unit.Net;

/// <summary>Two stacks, megabytes, and a bad link.</summary>
public sealed class TcpTransferTests
{
    /// <summary>Sends both ways and ends in good order on both sides; the simulated time it took.</summary>
    private static ulong Transfer(Pair pair, long toServer, long toClient, ulong limit = 3_000_000_000, int mostRead = int.MaxValue)
    {
        var (client, server) = pair.Connect();
        var start = pair.NowMicroseconds;
        var near = new Support.Stream(pair.Client, client, toServer, toClient, 1) { MostRead = mostRead };
        var far = new Support.Stream(pair.Server, server, toClient, toServer, 2) { MostRead = mostRead };
        var isDone = pair.Run(
            () =>
            {
                near.Step(11, 22);
                far.Step(22, 11);
                return near.IsDone && far.IsDone;
            },
            limit);
        Assert.True(
            isDone,
            $"sent {near.Sent}/{far.Sent}, received {near.Received}/{far.Received}, states "
                + $"{pair.Client.Stack.StateOf(client)}/{pair.Server.Stack.StateOf(server)}");
        var took = pair.NowMicroseconds - start;
        pair.Impairment = Impairment.None;
        pair.Client.Stack.Close(client);
        pair.Server.Stack.Close(server);
        pair.Pass(130_000_000);
        Assert.Equal(0, pair.Client.Stack.ConnectionsInUse);
        Assert.Equal(0, pair.Server.Stack.ConnectionsInUse);
        Assert.Equal(0, pair.Client.BuffersHeld + pair.Server.BuffersHeld);
        return took;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1460, 1461)]
    [InlineData(4_000_000, 0)]
    [InlineData(0, 4_000_000)]
    [InlineData(2_000_000, 3_000_000)]
    public void Streams_arrive_over_a_good_link(long toServer, long toClient)
    {
        using var pair = new Pair(Impairment.None);
        Transfer(pair, toServer, toClient);
        Assert.Equal(0ul, pair.Client.Stack.Statistics.SegmentsRepeated + pair.Server.Stack.Statistics.SegmentsRepeated);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Megabytes_arrive_under_a_loss_of_a_fifth(int seed)
    {
        using var pair = new Pair(new Impairment { Loss = 200 }, seed);
        Transfer(pair, 2_000_000, 500_000);
        Assert.True(pair.Lost > 300);
    }

    [Theory]
    [InlineData(1, 10, 0, 0, 0)]
    [InlineData(2, 50, 50, 50, 0)]
    [InlineData(3, 0, 200, 0, 0)]
    [InlineData(4, 0, 0, 300, 0)]
    [InlineData(5, 0, 0, 0, 100)]
    [InlineData(6, 100, 100, 300, 50)]
    [InlineData(7, 300, 0, 0, 0)]
    [InlineData(8, 100, 500, 500, 100)]
    public void Megabytes_arrive_over_a_bad_link(int seed, int loss, int duplication, int reordering, int corruption)
    {
        var impairment = new Impairment
        {
            Loss = loss, Duplication = duplication, Reordering = reordering, Corruption = corruption, DelayMicroseconds = 5000,
        };
        using var pair = new Pair(impairment, seed);
        Transfer(pair, 1_000_000, 1_000_000);
    }

    [Theory]
    [InlineData(512, 512)]
    [InlineData(1024, 4096)]
    [InlineData(2048, 1024)]
    public void Small_rings_suffice(int send, int receive)
    {
        using var pair = new Pair(
            new Impairment { Loss = 50, Reordering = 100 },
            9,
            options => options with { SendBytes = send, ReceiveBytes = receive });
        Transfer(pair, 100_000, 100_000);
    }

    [Fact]
    public void A_reader_that_takes_a_few_bytes_at_a_time_gets_all()
    {
        using var pair = new Pair(new Impairment { Loss = 20 }, 3);
        Transfer(pair, 300_000, 0, mostRead: 100);
    }

    [Fact]
    public void A_peer_without_selective_acknowledgements_is_served_as_well()
    {
        using var pair = new Pair(new Impairment { Loss = 50, Reordering = 50 }, 4) { Filter = Strip };
        Transfer(pair, 1_000_000, 200_000);
        Assert.True(pair.Client.Stack.Statistics.FastRetransmits > 0);

        // Takes the option that permits them out of SYNs: NOP NOP 4 2 becomes four NOPs.
        static bool Strip(Station from, byte[] frame)
        {
            if (frame[23] == 6 && (frame[47] & 0x12) == 2)
            {
                var at = frame.AsSpan(54).IndexOf(new byte[] { 1, 1, 4, 2 });
                Assert.True(at >= 0);
                frame[54 + at + 2] = 1;
                frame[54 + at + 3] = 1;
                frame[50] = 0;
                frame[51] = 0;
                var segment = frame[34..];
                var checksum = Packets.TransportChecksum(
                    new Ipv4Address(frame[26], frame[27], frame[28], frame[29]),
                    new Ipv4Address(frame[30], frame[31], frame[32], frame[33]), 6, segment);
                Packets.Word(checksum).CopyTo(frame, 50);
            }

            return true;
        }
    }

    [Fact]
    public void Scaled_windows_fill_a_long_link()
    {
        var scaled = new Pair(
            new Impairment { DelayMicroseconds = 50_000 }, 1, options => options with { SendBytes = 1 << 20, ReceiveBytes = 1 << 20 });
        var plain = new Pair(new Impairment { DelayMicroseconds = 50_000 }, 1);
        using (scaled)
        {
            using (plain)
            {
                var fast = Transfer(scaled, 20_000_000, 0);
                var slow = Transfer(plain, 20_000_000, 0);

                // 64 KiB and 1 MiB in each round trip of 100 ms.
                Assert.InRange(slow, 20_000_000ul * 100_000 / 65536, 40_000_000ul);
                Assert.InRange(fast, 20_000_000ul * 100_000 / (1 << 20), 4_000_000ul);
            }
        }
    }

    [Fact]
    public void One_lost_segment_is_repaired_without_a_timeout()
    {
        using var pair = new Pair(Impairment.None);
        var count = 0;
        pair.Filter = (from, frame) => frame.Length < 1000 || ++count != 50;
        Transfer(pair, 1_000_000, 0);
        Assert.Equal(1ul, pair.Client.Stack.Statistics.FastRetransmits);
        Assert.Equal(1ul, pair.Client.Stack.Statistics.SegmentsRepeated);
        Assert.Equal(0ul, pair.Client.Stack.Statistics.Timeouts);
    }

    [Fact]
    public void Many_losses_in_one_window_are_repaired_without_a_timeout_and_only_they_are_sent_again()
    {
        using var pair = new Pair(Impairment.None);
        var seen = new HashSet<uint>();
        pair.Filter = (from, frame) =>
        {
            var isNew = frame.Length > 1000 && seen.Add(BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(38)));
            return !isNew || seen.Count is < 100 or > 116 || seen.Count % 2 == 0;
        };
        Transfer(pair, 1_000_000, 0);
        Assert.Equal(8ul, pair.Client.Stack.Statistics.SegmentsRepeated);
        Assert.Equal(0ul, pair.Client.Stack.Statistics.Timeouts);
    }

    [Fact]
    public void Reordering_of_two_segments_is_no_loss()
    {
        using var pair = new Pair(Impairment.None);
        byte[]? held = null;
        var count = 0;
        pair.Filter = (from, frame) =>
        {
            if (frame.Length > 1000 && ++count % 20 == 10)
            {
                held = frame;
                return false;
            }

            if (held is not null && frame.Length > 1000)
            {
                var late = held;
                held = null;
                pair.Server.Sent.Clear();
                pair.Client.Sent.Enqueue(late);
            }

            return true;
        };
        Transfer(pair, 500_000, 0);
        Assert.Equal(0ul, pair.Client.Stack.Statistics.Timeouts);
    }
}
