// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;
using Caprock.Tests.Unit.Net.Support;

namespace Caprock.Tests.Unit.Net;

/// <summary>Frames nobody would send. The buffers end at guard pages, so that reading or writing a byte too far ends the run.</summary>
public sealed unsafe class FuzzTests
{
    private const int Frames = 60_000;

    /// <summary>Mutations of good frames, with checksums made right again so that they reach the deepest code.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutated_frames_do_no_harm(int seed)
    {
        var random = new Random(seed);
        using var station = new Station(1);
        var stack = station.Stack;
        Assert.Equal(NetError.None, stack.Listen(80, 8, out _));
        Assert.Equal(NetError.None, stack.OpenUdp(7, out var udp));
        Assert.Equal(NetError.None, stack.Connect(new Endpoint(Station.AddressOf(2), 5000), 4000, out var own));
        var handles = new List<SocketHandle>();
        var stationNext = new Dictionary<(int, int), TcpSegment>();
        for (var i = 0; i < Frames; i++)
        {
            var frame = Mutate(random, Choose(random, stationNext));
            station.Receive(frame, random.Next(3) == 0 ? FrameFlags.TransportChecksumValid : FrameFlags.None);
            station.NowMicroseconds += (ulong)random.Next(random.Next(100) == 0 ? 1_000_000 : 500);
            Act(random, station, udp, handles);
            stack.Poll(station.NowMicroseconds);
            foreach (var sent in station.Sent)
            {
                Note(sent, stationNext);
            }

            station.Sent.Clear();
        }

        stack.Close(own);
        handles.ForEach(stack.Abort);
        Assert.Equal(NetError.None, stack.CloseUdp(udp));
        for (var i = 0; i < 100; i++)
        {
            station.Advance(10_000_000);
            station.Sent.Clear();
            while (stack.TryTakeEvent(out var handle, out _))
            {
                stack.Abort(handle);
            }
        }

        Assert.Equal(0, stack.ConnectionsInUse);
        Assert.Equal(0, station.BuffersHeld);
        Assert.True(stack.Statistics.ConnectionsOpened > 0, "The mutations never got through a handshake.");
    }

    [Fact]
    public void Random_bytes_do_no_harm()
    {
        var random = new Random(5);
        using var station = new Station(1);
        for (var i = 0; i < Frames; i++)
        {
            var frame = new byte[random.Next(0, 120)];
            random.NextBytes(frame);
            if (frame.Length > 14 && random.Next(8) != 0)
            {
                Packets.BytesOf(station.Mac).CopyTo(frame, 0);
                frame[12] = 8;
                frame[13] = (byte)(random.Next(2) * 6);
            }

            station.Receive(frame);
            station.Stack.Poll(0);
            station.Sent.Clear();
        }

        Assert.Equal(0, station.BuffersHeld);
    }

    private static byte[] Choose(Random random, Dictionary<(int, int), TcpSegment> flows)
    {
        byte[] data = new byte[random.Next(0, 40)];
        random.NextBytes(data);
        switch (random.Next(10))
        {
            case 0:
                return Packets.Arp(
                    MacAddress.Broadcast, random.Next(1, 3), Station.MacOf(2), Station.AddressOf(2), Station.MacOf(1),
                    Station.AddressOf(1));
            case 1:
                return Packets.Between(2, 1, 1, Packets.Icmp((byte)(random.Next(2) * 8), 0, data));
            case 2:
                return Packets.Between(2, 1, 17, Packets.Udp(Station.AddressOf(2), Station.AddressOf(1), 5000, random.Next(6, 9), data));
            case 3:
                return new TcpSegment(random.Next(5000, 5008), 80, (uint)random.Next(), 0, "S", 60000, [2, 4, 5, 180, 3, 3, 7, 4, 2], [])
                    .ToFrame();
            case 4 when flows.Count > 0:
                var quoted = flows.ElementAt(random.Next(flows.Count)).Value.ToFrame(1, 2);
                return Packets.Between(
                    2, 1, 1, Packets.Icmp(3, (byte)random.Next(6), [0, 0, .. Packets.Word(random.Next(2000)), .. quoted[14..42]]));
            default:
                if (flows.Count == 0)
                {
                    goto case 3;
                }

                var flow = flows.ElementAt(random.Next(flows.Count)).Value;
                var flags = random.Next(12) switch { 0 => "FA", 1 => "R", 2 => "SA", 3 => "S", 4 => "PA", _ => "A" };
                var offset = random.Next(4) switch { 0 => (uint)random.Next(-70000, 70000), 1 => (uint)random.Next(20), _ => 0u };
                var acknowledgement = flow.Sequence + (uint)flow.Data.Length
                    + (flow.Flags.Contains('S') || flow.Flags.Contains('F') ? 1u : 0);
                byte[] options = random.Next(3) == 0 ? Sack(random, flow.Sequence) : [];
                return new TcpSegment(
                    flow.DestinationPort, flow.SourcePort, flow.Acknowledgement + offset, acknowledgement, flags, random.Next(65536),
                    options, data).ToFrame();
        }
    }

    private static byte[] Sack(Random random, uint near)
    {
        List<byte> blocks = [1, 1, 5, 0];
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var start = near + (uint)random.Next(-3000, 3000);
            var bytes = new byte[8];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, start);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), start + (uint)random.Next(-10, 3000));
            blocks.AddRange(bytes);
        }

        blocks[3] = (byte)(blocks.Count - 2);
        return [.. blocks];
    }

    private static byte[] Mutate(Random random, byte[] frame)
    {
        if (random.Next(2) == 0)
        {
            return frame;
        }

        frame = (byte[])frame.Clone();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            frame[random.Next(12, frame.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
        }

        if (random.Next(4) == 0)
        {
            frame = frame[..random.Next(frame.Length + 1)];
        }

        if (random.Next(8) != 0 && frame.Length >= 34 && frame[12] == 8 && frame[13] == 0)
        {
            Repair(frame);
        }

        return frame;
    }

    /// <summary>Makes lengths and checksums right where that is possible.</summary>
    private static void Repair(byte[] frame)
    {
        var header = Math.Clamp((frame[14] & 0xf) * 4, 20, frame.Length - 14);
        Packets.Word(frame.Length - 14).CopyTo(frame, 16);
        frame[24] = 0;
        frame[25] = 0;
        Packets.Word(Packets.InternetChecksum(frame.AsSpan(14, header))).CopyTo(frame, 24);
        var place = frame[23] switch { 6 => 16, 17 => 6, 1 => 2, _ => -1 };
        var payload = frame[(14 + header)..];
        if (place < 0 || payload.Length < place + 2)
        {
            return;
        }

        payload[place] = 0;
        payload[place + 1] = 0;
        var source = new Ipv4Address(BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(26)));
        var destination = new Ipv4Address(BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(30)));
        var sum = frame[23] == 1 ? Packets.InternetChecksum(payload) : Packets.TransportChecksum(source, destination, frame[23], payload);
        Packets.Word(sum).CopyTo(frame, 14 + header + place);
    }

    private static void Act(Random random, Station station, SocketHandle udp, List<SocketHandle> handles)
    {
        var stack = station.Stack;
        if (stack.TryTakeEvent(out var taken, out var events) && (events & TcpEvents.Accepted) != 0)
        {
            handles.Add(taken);
        }

        while (stack.PeekDatagram(udp) != null)
        {
            stack.ReleaseDatagram(udp);
        }

        if (handles.Count == 0)
        {
            return;
        }

        var index = random.Next(handles.Count);
        var handle = handles[index];
        switch (random.Next(8))
        {
            case 0:
                stack.Write(handle, new byte[random.Next(3000)]);
                break;
            case 1:
                stack.Consume(handle, stack.PeekReceived(handle).Length);
                break;
            case 2 when random.Next(20) == 0:
                stack.Close(handle);
                handles.RemoveAt(index);
                break;
            case 3 when random.Next(20) == 0:
                stack.Abort(handle);
                handles.RemoveAt(index);
                break;
            case 4 when random.Next(10) == 0:
                stack.Finish(handle);
                break;
        }

        if (stack.StateOf(handle) == TcpState.Closed)
        {
            stack.Close(handle);
            handles.Remove(handle);
        }
    }

    private static void Note(byte[] frame, Dictionary<(int, int), TcpSegment> flows)
    {
        if (frame[12] == 8 && frame[13] == 0 && frame[23] == 6)
        {
            var segment = TcpSegment.Of(frame);
            flows[(segment.SourcePort, segment.DestinationPort)] = segment;
        }
    }
}
