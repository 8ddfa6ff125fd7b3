// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>What a stack has room for. All its memory follows from this; nothing is taken later.</summary>
public struct StackOptions
{
    /// <summary>The station's Ethernet address.</summary>
    public MacAddress Mac;

    /// <summary>128 unpredictable bits: hashes, sequence numbers, cookies and ports come from them.</summary>
    public ulong Secret0;

    /// <summary>The other half.</summary>
    public ulong Secret1;

    /// <summary>Neighbours remembered: four times a power of two.</summary>
    public int Neighbors;

    /// <summary>UDP sockets.</summary>
    public int UdpSockets;

    /// <summary>Datagrams that wait at a UDP socket: a power of two.</summary>
    public int UdpQueueLength;

    /// <summary>Questions to the name server at once.</summary>
    public int DnsQueries;

    /// <summary>TCP connections.</summary>
    public int Connections;

    /// <summary>Ports at which TCP connections are taken.</summary>
    public int Listeners;

    /// <summary>Handshakes that are remembered; beyond them SYN cookies are sent.</summary>
    public int HalfOpens;

    /// <summary>Ended connections that are remembered; beyond them the oldest is forgotten.</summary>
    public int TimeWaits;

    /// <summary>Bytes of each connection's ring of data to send: a power of two. Memory given by reference needs no room in it.</summary>
    public int SendBytes;

    /// <summary>Bytes of each connection's ring of received data, which is its greatest window: a power of two.</summary>
    public int ReceiveBytes;

    /// <summary>Room for a few sockets: what tests and small components need.</summary>
    public static StackOptions Small(MacAddress mac, ulong secret0, ulong secret1)
    {
        StackOptions options;
        options.Mac = mac;
        options.Secret0 = secret0;
        options.Secret1 = secret1;
        options.Neighbors = 64;
        options.UdpSockets = 16;
        options.UdpQueueLength = 32;
        options.DnsQueries = 4;
        options.Connections = 16;
        options.Listeners = 4;
        options.HalfOpens = 16;
        options.TimeWaits = 16;
        options.SendBytes = 1 << 16;
        options.ReceiveBytes = 1 << 16;
        return options;
    }

    /// <summary>Whether the numbers are ones a stack can be made for.</summary>
    public readonly bool AreValid() =>
        Mac.IsUnicast
        && IsPowerOfTwo(Neighbors, 4, 1 << 16)
        && UdpSockets is >= 0 and <= 1 << 15
        && IsPowerOfTwo(UdpQueueLength, 1, 1 << 12)
        && DnsQueries is >= 0 and <= 1 << 10
        && Connections is >= 0 and <= 1 << 16
        && Listeners is >= 0 and <= 1 << 10
        && HalfOpens is >= 0 and <= 1 << 16
        && TimeWaits is >= 0 and <= 1 << 16
        && IsPowerOfTwo(SendBytes, 1 << 9, 1 << 22)
        && IsPowerOfTwo(ReceiveBytes, 1 << 9, 1 << 22);

    private static bool IsPowerOfTwo(int value, int least, int most) => value >= least && value <= most && (value & (value - 1)) == 0;
}
