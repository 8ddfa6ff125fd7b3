// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net.Timing;
using Caprock.Services.Net.Udp;

namespace Caprock.Services.Net.Dns;

/// <summary>
/// Asks one name server for addresses; nothing is remembered between questions. Sources: RFC 1035; RFC 5452 (against forged answers).
/// </summary>
internal unsafe struct DnsResolver
{
    private const uint HandleMark = 0x2000_0000;
    private const ulong WaitMicroseconds = 2_000_000;
    private const int MostAttempts = 4;
    private const ushort ServerPortWire = 0x3500;
    private const ushort FirstPort = 0x8000;

    /// <summary>The name server; 0 for none.</summary>
    public uint ServerWire;

    private DnsQuery* queries;
    private int count;
    private int active;
    private ulong secret0;
    private ulong secret1;
    private ulong asked;

    /// <summary>Sets up a resolver over cleared memory.</summary>
    public void Initialize(DnsQuery* memory, int queryCount, ulong first, ulong second)
    {
        queries = memory;
        count = queryCount;
        secret0 = first;
        secret1 = second;
        for (var i = 0; i < queryCount; i++)
        {
            memory[i].Timer.Kind = TimerKind.Dns;
        }
    }

    /// <summary>Asks for the addresses of a name.</summary>
    public NetError Ask(NetworkState* net, ReadOnlySpan<byte> name, out SocketHandle handle)
    {
        handle = SocketHandle.None;
        if (ServerWire == 0)
        {
            return NetError.NoRoute;
        }

        for (var i = 0; i < count; i++)
        {
            var query = queries + i;
            if ((query->Generation & 1) != 0)
            {
                continue;
            }

            var length = DnsMessage.WriteName(name, new Span<byte>(query->Name, DnsQuery.MostNameBytes));
            if (length == 0)
            {
                return NetError.NoSuchName;
            }

            query->NameLength = (byte)length;
            query->Generation++;
            query->Attempts = 0;
            query->AddressCount = 0;
            query->Result = NetError.BadState;
            active++;
            Send(net, query);
            handle = new SocketHandle(HandleMark + (uint)i, query->Generation);
            return NetError.None;
        }

        return NetError.NoMemory;
    }

    /// <summary>The result of a question.</summary>
    public readonly NetError TryTake(SocketHandle handle, Span<Ipv4Address> addresses, out int taken)
    {
        taken = 0;
        var query = Find(handle);
        if (query == null)
        {
            return NetError.BadHandle;
        }

        for (; taken < query->AddressCount && taken < addresses.Length; taken++)
        {
            addresses[taken] = Interface.FromWire(query->Addresses[taken]);
        }

        return query->Result;
    }

    /// <summary>Forgets a question.</summary>
    public void Release(NetworkState* net, SocketHandle handle)
    {
        var query = Find(handle);
        if (query != null)
        {
            Finish(net, query, NetError.BadHandle);
            query->Generation++;
        }
    }

    /// <summary>No answer has come in time.</summary>
    public void Expire(NetworkState* net, DnsQuery* query)
    {
        if (query->Attempts >= MostAttempts)
        {
            Finish(net, query, NetError.TimedOut);
            return;
        }

        Send(net, query);
    }

    /// <summary>Takes in a datagram that no socket wants.</summary>
    /// <returns>Whether it came from the name server to a port that a question was asked from.</returns>
    public bool Receive(NetworkState* net, uint sourceWire, uint portsWire, ReadOnlySpan<byte> message)
    {
        if (active == 0 || sourceWire != ServerWire || (ushort)portsWire != ServerPortWire || message.Length < DnsMessage.HeaderBytes)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var query = queries + i;
            var isOpen = (query->Generation & 1) != 0 && query->Result == NetError.BadState;
            var isAsked = isOpen && query->PortWire == (ushort)(portsWire >> 16);
            if (isAsked)
            {
                Read(net, query, message);
                return true;
            }
        }

        return false;
    }

    /// <summary>A question that is to be sent; null for none.</summary>
    public readonly DnsQuery* NextToSend()
    {
        for (var i = 0; i < count && active > 0; i++)
        {
            if (queries[i].WantsToSend)
            {
                return queries + i;
            }
        }

        return null;
    }

    /// <summary>Lets a question wait for its next attempt.</summary>
    public static void Skip(DnsQuery* query) => query->WantsToSend = false;

    /// <summary>Writes a question.</summary>
    public static int Write(NetworkState* net, DnsQuery* query, byte* frame)
    {
        var message = frame + UdpHeader.DataInFrame;
        query->WantsToSend = false;
        Bytes.Clear(message, DnsMessage.HeaderBytes);
        NetworkOrder.Write16(message, query->Identifier);

        // Recursion is desired; one question.
        message[2] = 1;
        message[5] = 1;
        Bytes.Copy(message + DnsMessage.HeaderBytes, query->Name, query->NameLength);
        var length = DnsMessage.HeaderBytes + query->NameLength;

        // Type A, class IN.
        NetworkOrder.Write32(message + length, 0x0001_0001);
        length += 4;
        var ports = query->PortWire | ((uint)ServerPortWire << 16);
        return UdpInput.WriteHeaders(net, frame, ports, net->Dns.ServerWire, length, Checksum.Add(0, message, length), false);
    }

    private static void Read(NetworkState* net, DnsQuery* query, ReadOnlySpan<byte> message)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(message) != query->Identifier)
        {
            return;
        }

        var result = DnsMessage.Read(
            message,
            new ReadOnlySpan<byte>(query->Name, query->NameLength),
            new Span<uint>(query->Addresses, DnsQuery.MostAddresses),
            out var found);
        if (result != NetError.BadState)
        {
            query->AddressCount = (byte)found;
            net->Dns.Finish(net, query, result);
        }
    }

    private readonly DnsQuery* Find(SocketHandle handle)
    {
        var index = handle.Index - HandleMark;
        if (index >= (uint)count)
        {
            return null;
        }

        return queries[index].Generation == handle.Generation && (handle.Generation & 1) != 0 ? queries + index : null;
    }

    private void Finish(NetworkState* net, DnsQuery* query, NetError result)
    {
        active -= query->Result == NetError.BadState ? 1 : 0;
        query->Result = result;
        query->WantsToSend = false;
        net->Timers.Disarm(&query->Timer);
    }

    /// <summary>Asks with a new number from a new port, which an attacker would have to guess.</summary>
    private void Send(NetworkState* net, DnsQuery* query)
    {
        asked++;
        var random = SipHash.Of(secret0, secret1, net->NowMicroseconds, asked);
        query->Identifier = (ushort)random;
        query->PortWire = BinaryPrimitives.ReverseEndianness((ushort)((random >> 16) | FirstPort));
        query->WantsToSend = true;
        net->Timers.Arm(&query->Timer, net->NowMicroseconds + (WaitMicroseconds << query->Attempts));
        query->Attempts++;
    }
}
