// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>A peer, station 2, whose segments a test writes by hand to station 1, at whose port 80 somebody listens.</summary>
internal sealed class RawPeer : IDisposable
{
    /// <summary>The peer's first sequence number: data and windows wrap soon after it.</summary>
    public const uint First = 0xffff_fff0;

    /// <summary>Begins with a listener.</summary>
    public RawPeer(Func<StackOptions, StackOptions>? change = null)
    {
        var options = StackOptions.Small(Station.MacOf(1), 77, 88);
        Station = new Station(change is null ? options : change(options));
        Station.Stack.Configure(Station.AddressOf(1), 24, Station.AddressOf(254));
        Assert.Equal(NetError.None, Station.Stack.Listen(80, 4, out var listener));
        Listener = listener;
    }

    /// <summary>The station under test.</summary>
    public Station Station { get; }

    /// <summary>Its listener.</summary>
    public SocketHandle Listener { get; }

    /// <summary>Its connection.</summary>
    public SocketHandle Handle { get; set; }

    /// <summary>The peer's port.</summary>
    public int Port { get; set; } = 5000;

    /// <summary>The station's port.</summary>
    public int StationPort { get; set; } = 80;

    /// <summary>The station's first sequence number.</summary>
    public uint StationFirst { get; set; }

    /// <summary>Next number of the peer.</summary>
    public uint Next { get; set; } = First + 1;

    /// <summary>Sends a segment with numbers relative to the first ones.</summary>
    public void Send(string flags, uint sequence, uint acknowledgement, byte[]? data = null, int window = 60000, byte[]? options = null) =>
        Station.Receive(new TcpSegment(
            Port, StationPort, First + sequence, flags.Contains('A') ? StationFirst + acknowledgement : 0, flags, window, options ?? [],
            data ?? []).ToFrame());

    /// <summary>Takes the one segment that the station sends; its numbers become relative to the first ones.</summary>
    public TcpSegment Take()
    {
        var segment = TcpSegment.Of(Station.TakeOnly());
        Assert.Equal((StationPort, Port), (segment.SourcePort, segment.DestinationPort));
        return segment with
        {
            Sequence = segment.Sequence - StationFirst,
            Acknowledgement = segment.Flags.Contains('A') ? segment.Acknowledgement - First : 0,
        };
    }

    /// <summary>Takes all segments that the station sends.</summary>
    public List<TcpSegment> TakeAll()
    {
        Station.Stack.Poll(Station.NowMicroseconds);
        var segments = Station.Sent.Select(TcpSegment.Of)
            .Select(
                segment => segment with { Sequence = segment.Sequence - StationFirst, Acknowledgement = segment.Acknowledgement - First })
            .ToList();
        Station.Sent.Clear();
        return segments;
    }

    /// <summary>Checks what the station sends.</summary>
    public void Expect(string flags, uint sequence, uint acknowledgement, string data = "")
    {
        var segment = Take();
        Assert.Equal(
            (flags, sequence, acknowledgement, data),
            (segment.Flags, segment.Sequence, segment.Acknowledgement, System.Text.Encoding.ASCII.GetString(segment.Data)));
    }

    /// <summary>Sends a SYN and learns the station's first number.</summary>
    public TcpSegment Syn(byte[]? options = null, int window = 60000)
    {
        Send("S", 0, 0, window: window, options: options ?? [2, 4, 5, 180]);
        StationFirst = 0;
        var answer = Take();
        StationFirst = answer.Sequence;
        return answer;
    }

    /// <summary>Connects.</summary>
    public RawPeer Open(byte[]? options = null, int window = 60000)
    {
        Assert.Equal(("SA", 1u), (Syn(options, window).Flags, 1u));
        Send("A", 1, 1, window: window);
        Station.AssertSilent();
        Assert.True(Station.Stack.TryTakeEvent(out var handle, out var events));
        Assert.Equal(TcpEvents.Accepted, events);
        Handle = handle;
        return this;
    }

    /// <summary>State of the connection.</summary>
    public TcpState State => Station.Stack.StateOf(Handle);

    /// <summary>Gives the station data to send.</summary>
    public void Write(string data) => Assert.Equal(data.Length, Station.Stack.Write(Handle, System.Text.Encoding.ASCII.GetBytes(data)));

    /// <summary>Reads what the station has received.</summary>
    public string Read()
    {
        var text = "";
        for (var data = Station.Stack.PeekReceived(Handle); !data.IsEmpty; data = Station.Stack.PeekReceived(Handle))
        {
            text += System.Text.Encoding.ASCII.GetString(data);
            Station.Stack.Consume(Handle, data.Length);
        }

        return text;
    }

    /// <inheritdoc/>
    public void Dispose() => Station.Dispose();
}
