// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Tcp;

/// <summary>What a connection has to send: parts that lie in its ring or in the application's memory.</summary>
internal static unsafe class SendQueue
{
    private const int ExtentMask = TcpConnection.MostExtents - 1;

    /// <summary>Bytes that still fit into the ring.</summary>
    public static int FreeBytes(NetworkState* net, TcpConnection* connection)
    {
        var free = net->Tcp.SendRingBytes - (connection->RingPut - connection->RingTaken);
        return CanExtendRing(connection) || connection->ExtentCount < TcpConnection.MostExtents ? (int)free : 0;
    }

    /// <summary>The free part of the ring that begins at its end: its address, and how many bytes lie together.</summary>
    public static byte* FreePart(NetworkState* net, TcpConnection* connection, out int length)
    {
        var place = connection->RingPut & (net->Tcp.SendRingBytes - 1);
        length = Math.Min(FreeBytes(net, connection), (int)(net->Tcp.SendRingBytes - place));
        return connection->SendRing + place;
    }

    /// <summary>Adds bytes that were written into the free part.</summary>
    public static void Extend(TcpConnection* connection, int length)
    {
        if (length == 0)
        {
            return;
        }

        if (!CanExtendRing(connection))
        {
            Append(connection, null, (uint)length);
        }
        else
        {
            Last(connection)->End += (uint)length;
        }

        connection->RingPut += (uint)length;
        connection->SendEnd += (uint)length;
    }

    /// <summary>Adds memory of the application.</summary>
    public static bool TryReference(TcpConnection* connection, byte* address, int length)
    {
        if (connection->ExtentCount == TcpConnection.MostExtents)
        {
            return false;
        }

        Append(connection, address, (uint)length);
        connection->SendEnd += (uint)length;
        return true;
    }

    /// <summary>Gives up what comes before a number, which the peer has acknowledged.</summary>
    public static void Acknowledge(TcpConnection* connection, uint sequence)
    {
        while (connection->ExtentCount > 0)
        {
            var extent = First(connection);
            var gone = Sequence.Earlier(sequence, extent->End) - extent->Start;
            if (extent->Address == null)
            {
                connection->RingTaken += gone;
                extent->RingPosition += gone;
            }
            else
            {
                extent->Address += gone;
            }

            extent->Start += gone;
            if (extent->Start != extent->End)
            {
                return;
            }

            connection->FirstExtent++;
            connection->ExtentCount--;
        }
    }

    /// <summary>Forgets everything.</summary>
    public static void Clear(TcpConnection* connection)
    {
        connection->ExtentCount = 0;
        connection->RingTaken = connection->RingPut;
    }

    /// <summary>Copies bytes from a number on into a segment and adds them to its sum.</summary>
    public static ulong Copy(NetworkState* net, TcpConnection* connection, uint sequence, byte* destination, int length, bool wantsSum)
    {
        ulong sum = 0;
        var done = 0;
        for (var i = 0; i < connection->ExtentCount && done < length; i++)
        {
            var extent = connection->Extents + ((connection->FirstExtent + i) & ExtentMask);
            while (done < length && Sequence.IsBefore(sequence, extent->End))
            {
                var source = Part(net, connection, extent, sequence, out var available);
                var count = Math.Min(available, length - done);
                if (wantsSum)
                {
                    var part = Checksum.CopyAndAdd(0, destination + done, source, count);
                    sum += (done & 1) != 0 ? Checksum.AtOddPlace(part) : part;
                }
                else
                {
                    Bytes.Copy(destination + done, source, count);
                }

                done += count;
                sequence += (uint)count;
            }
        }

        return sum;
    }

    private static byte* Part(NetworkState* net, TcpConnection* connection, SendExtent* extent, uint sequence, out int length)
    {
        var offset = sequence - extent->Start;
        length = (int)(extent->End - sequence);
        if (extent->Address != null)
        {
            return extent->Address + offset;
        }

        var place = (extent->RingPosition + offset) & (net->Tcp.SendRingBytes - 1);
        length = Math.Min(length, (int)(net->Tcp.SendRingBytes - place));
        return connection->SendRing + place;
    }

    private static bool CanExtendRing(TcpConnection* connection) => connection->ExtentCount > 0 && Last(connection)->Address == null;

    private static void Append(TcpConnection* connection, byte* address, uint length)
    {
        connection->ExtentCount++;
        var extent = Last(connection);
        extent->Address = address;
        extent->Start = connection->SendEnd;
        extent->End = connection->SendEnd + length;
        extent->RingPosition = connection->RingPut;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SendExtent* First(TcpConnection* connection) => connection->Extents + (connection->FirstExtent & ExtentMask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SendExtent* Last(TcpConnection* connection) =>
        connection->Extents + ((connection->FirstExtent + connection->ExtentCount - 1) & ExtentMask);
}
