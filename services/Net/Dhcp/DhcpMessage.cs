// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Caprock.Services.Net.Ipv4;
using Caprock.Services.Net.Udp;

namespace Caprock.Services.Net.Dhcp;

/// <summary>DHCP messages. Sources: RFC 2131, 2; RFC 2132.</summary>
internal static unsafe class DhcpMessage
{
    public const byte Discover = 1;
    public const byte Offer = 2;
    public const byte Request = 3;
    public const byte Acknowledge = 5;
    public const byte Refuse = 6;

    private const int Transaction = 4;
    private const int ClientAddress = 12;
    private const int YourAddress = 16;
    private const int HardwareAddress = 28;
    private const int MagicCookie = 236;
    private const int Options = 240;

    /// <summary>The least that every relay passes on. Source: RFC 1542, 2.1.</summary>
    private const int LeastBytes = 300;
    private const uint Magic = 0x63825363;

    private const byte Pad = 0;
    private const byte SubnetMask = 1;
    private const byte Router = 3;
    private const byte NameServer = 6;
    private const byte RequestedAddress = 50;
    private const byte LeaseTime = 51;
    private const byte MessageType = 53;
    private const byte ServerIdentifier = 54;
    private const byte ParameterList = 55;
    private const byte RenewalTime = 58;
    private const byte RebindingTime = 59;
    private const byte ClientIdentifier = 61;
    private const byte End = 255;

    /// <summary>Writes what the client wants to say into a frame.</summary>
    public static int Write(NetworkState* net, byte* frame, out uint hopWire)
    {
        var client = &net->Dhcp;
        var isRenewing = client->State == DhcpState.Renewing;
        var hasAddress = isRenewing || client->State == DhcpState.Rebinding;
        var message = frame + UdpHeader.DataInFrame;
        Bytes.Clear(message, LeastBytes);
        *(uint*)message = 0x0006_0101;
        NetworkOrder.Write32(message + Transaction, client->Transaction);
        *(uint*)(message + ClientAddress) = hasAddress ? net->Interface.AddressWire : 0;
        net->Interface.Mac.Write(message + HardwareAddress);
        NetworkOrder.Write32(message + MagicCookie, Magic);
        var at = message + Options;
        *at++ = MessageType;
        *at++ = 1;
        *at++ = client->State == DhcpState.Selecting ? Discover : Request;
        at = WriteIdentifier(net, at);
        if (client->State == DhcpState.Requesting)
        {
            at = WriteAddress(at, RequestedAddress, client->OfferedWire);
            at = WriteAddress(at, ServerIdentifier, client->ServerWire);
        }

        *(ulong*)at = ParameterList | (5ul << 8) | ((ulong)SubnetMask << 16) | ((ulong)Router << 24) | ((ulong)NameServer << 32)
            | ((ulong)RenewalTime << 40) | ((ulong)RebindingTime << 48) | ((ulong)End << 56);
        client->WantsToSend = false;
        hopWire = uint.MaxValue;
        var destination = uint.MaxValue;
        if (isRenewing && net->Interface.TryRoute(client->ServerWire, out var serverHop))
        {
            hopWire = serverHop;
            destination = client->ServerWire;
        }

        // An address that is not confirmed yet is no source: the packet comes from nobody.
        var own = net->Interface.AddressWire;
        net->Interface.AddressWire = hasAddress ? own : 0;
        var sum = Checksum.Add(0, message, LeastBytes);
        var length = UdpInput.WriteHeaders(net, frame, DhcpClient.RequestPortsWire, destination, LeastBytes, sum, false);
        net->Interface.AddressWire = own;
        return length;
    }

    /// <summary>Reads a message from a server to this client.</summary>
    public static bool TryRead(NetworkState* net, ReadOnlySpan<byte> message, out DhcpOffer offer)
    {
        offer = default;
        var isReply = message.Length > Options && message[0] == 2 && message[1] == 1 && message[2] == MacAddress.Length
            && BinaryPrimitives.ReadUInt32BigEndian(message[MagicCookie..]) == Magic
            && BinaryPrimitives.ReadUInt32BigEndian(message[Transaction..]) == net->Dhcp.Transaction;
        if (!isReply || (BinaryPrimitives.ReadUInt64LittleEndian(message[HardwareAddress..]) & 0xffff_ffff_ffff) != net->Interface.Mac.Wire)
        {
            return false;
        }

        offer.AddressWire = MemoryMarshal.Read<uint>(message[YourAddress..]);
        var rest = message[Options..];
        while (!rest.IsEmpty && rest[0] != End)
        {
            if (rest[0] == Pad)
            {
                rest = rest[1..];
                continue;
            }

            if (rest.Length < 2 || rest[1] > rest.Length - 2)
            {
                return false;
            }

            ReadOption(rest[0], rest.Slice(2, rest[1]), ref offer);
            rest = rest[(2 + rest[1])..];
        }

        return offer.Type != 0;
    }

    private static void ReadOption(byte code, ReadOnlySpan<byte> value, ref DhcpOffer offer)
    {
        if (code == MessageType && value.Length == 1)
        {
            offer.Type = value[0];
        }

        if (value.Length < 4)
        {
            return;
        }

        switch (code)
        {
            case SubnetMask:
                offer.MaskWire = MemoryMarshal.Read<uint>(value);
                break;
            case Router:
                offer.RouterWire = MemoryMarshal.Read<uint>(value);
                break;
            case NameServer:
                offer.NameServerWire = MemoryMarshal.Read<uint>(value);
                break;
            case ServerIdentifier:
                offer.ServerWire = MemoryMarshal.Read<uint>(value);
                break;
            case LeaseTime:
                offer.LeaseSeconds = BinaryPrimitives.ReadUInt32BigEndian(value);
                break;
            case RenewalTime:
                offer.RenewalSeconds = BinaryPrimitives.ReadUInt32BigEndian(value);
                break;
            case RebindingTime:
                offer.RebindingSeconds = BinaryPrimitives.ReadUInt32BigEndian(value);
                break;
        }
    }

    private static byte* WriteIdentifier(NetworkState* net, byte* at)
    {
        at[0] = ClientIdentifier;
        at[1] = 1 + MacAddress.Length;
        at[2] = 1;
        net->Interface.Mac.Write(at + 3);
        return at + 3 + MacAddress.Length;
    }

    private static byte* WriteAddress(byte* at, byte code, uint wire)
    {
        at[0] = code;
        at[1] = 4;
        *(uint*)(at + 2) = wire;
        return at + 6;
    }
}
