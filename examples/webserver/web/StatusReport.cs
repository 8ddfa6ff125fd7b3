// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Examples.Webserver.Protocol;

namespace Caprock.Examples.Webserver;

/// <summary>The figures of the running system as JSON.</summary>
internal static unsafe class StatusReport
{
    /// <summary>Times that figures which change meanwhile are read again.</summary>
    private const int MostAttempts = 3;

    /// <summary>Writes the report, and tells its length; zero when it does not fit.</summary>
    public static int Write(Span<byte> buffer)
    {
        var length = 0;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var sequence = Volatile.Read(in Web.Seen.Sequence);
            var writer = new JsonWriter(buffer);
            writer.Begin("{"u8);
            WriteTime(ref writer);
            WriteComponents(ref writer);
            WriteQueues(ref writer);
            WriteNetwork(ref writer);
            WriteServer(ref writer);
            writer.End("}"u8);
            length = writer.Length;
            Interlocked.MemoryBarrier();
            if ((sequence & 1) == 0 && sequence == Volatile.Read(in Web.Seen.Sequence))
            {
                break;
            }
        }

        return length;
    }

    private static void WriteTime(ref JsonWriter writer)
    {
        writer.Number("microseconds"u8, Web.Network.NowMicroseconds);
        writer.Number("taken"u8, Web.Seen.TakenMicroseconds);
        writer.Number("interval"u8, Web.Seen.IntervalMicroseconds);
    }

    private static void WriteComponents(ref JsonWriter writer)
    {
        writer.Begin("components"u8, "["u8);
        for (var i = 0; i < Watched.Components; i++)
        {
            writer.Begin("{"u8);
            writer.Text("name"u8, Watched.ComponentName(i));
            writer.Text("purpose"u8, Watched.Purpose(i));
            writer.Number("recent"u8, Web.Seen.Components[i].RecentMicroseconds);
            writer.Number("total"u8, Web.Seen.Components[i].TotalMicroseconds);
            writer.Number("restarts"u8, Restarts(i));
            writer.End("}"u8);
        }

        writer.End("]"u8);
    }

    /// <summary>Only these two may be started anew: the description says so.</summary>
    private static ulong Restarts(int component)
    {
        if (Watched.ComponentName(component).SequenceEqual("observer"u8))
        {
            return Web.Seen.ObserverRestarts;
        }

        return Watched.ComponentName(component).SequenceEqual(Configuration.Name) ? Configuration.Generation : 0;
    }

    private static void WriteQueues(ref JsonWriter writer)
    {
        writer.Begin("queues"u8, "["u8);
        for (var i = 0; i < Watched.Connections; i++)
        {
            writer.Begin("{"u8);
            writer.Text("from"u8, Watched.From(i));
            writer.Text("to"u8, Watched.To(i));
            writer.Number("passed"u8, Web.Seen.Queues[i * 2].Passed);
            writer.Number("recent"u8, Web.Seen.Queues[i * 2].Recent);
            writer.Number("full"u8, Web.Seen.Queues[i * 2].Depth);
            writer.Number("empty"u8, Web.Seen.Queues[(i * 2) + 1].Depth);
            writer.Number("capacity"u8, Web.Seen.Queues[i * 2].Capacity);
            writer.End("}"u8);
        }

        writer.End("]"u8);
    }

    private static void WriteNetwork(ref JsonWriter writer)
    {
        var stack = Web.Network.Stack;
        ref readonly var figures = ref stack.Statistics;
        writer.Begin("network"u8, "{"u8);
        writer.Address("address"u8, stack.Address.Value);
        writer.Number("framesReceived"u8, figures.FramesReceived);
        writer.Number("framesSent"u8, figures.FramesSent);
        writer.Number("segmentsReceived"u8, figures.SegmentsReceived);
        writer.Number("segmentsSent"u8, figures.SegmentsSent);
        writer.Number("segmentsRepeated"u8, figures.SegmentsRepeated);
        writer.Number("connectionsOpened"u8, figures.ConnectionsOpened);
        writer.Number("connectionsRefused"u8, figures.ConnectionsRefused);
        writer.Number("cookiesSent"u8, figures.CookiesSent);
        writer.Number("noBuffer"u8, figures.NoBuffer);
        writer.Number("sendBuffers"u8, (ulong)Web.Network.Link.SendBuffers);
        writer.Number("sendBuffersAway"u8, (ulong)Web.Network.Link.SendBuffersAway);
        writer.Number("receiveBuffers"u8, (ulong)Web.Network.Link.ReceiveBuffers);
        writer.Number("receiveBuffersAway"u8, (ulong)Web.Network.Link.ReceiveBuffersAway);
        writer.End("}"u8);
    }

    private static void WriteServer(ref JsonWriter writer)
    {
        ref readonly var figures = ref Web.Server.Statistics;
        writer.Begin("http"u8, "{"u8);
        writer.Number("connections"u8, (ulong)Web.Server.ConnectionsInUse);
        writer.Number("requests"u8, figures.Requests);
        writer.Number("refused"u8, figures.Refused);
        writer.Number("timedOut"u8, figures.TimedOut);
        writer.Number("turnedAway"u8, figures.TurnedAway);
        writer.End("}"u8);
    }
}
