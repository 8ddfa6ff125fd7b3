// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Examples.Firewall;

/// <summary>The router's end of one network: queues, address, and who is there.</summary>
/// <remarks>Source: RFC 826 (ARP).</remarks>
internal struct Side
{
    /// <summary>Stations remembered; beyond them the one that came first is forgotten.</summary>
    public const int MostNeighbours = 32;

    private const int ArpBytes = 28;
    private const uint ArpQuestion = 1;
    private const uint ArpAnswer = 2;

    private const int Operation = Wire.HeaderBytes + 6;
    private const int SenderStation = Wire.HeaderBytes + 8;
    private const int SenderAddress = Wire.HeaderBytes + 14;
    private const int TargetStation = Wire.HeaderBytes + 18;
    private const int TargetAddress = Wire.HeaderBytes + 24;

    private BufferSink received;
    private BufferSource toSend;
    private Region receiveData;
    private Region sendData;
    private uint unused;
    private int oldest;
    private NeighbourList neighbours;

    /// <summary>The router's address on the link.</summary>
    public ulong Station { get; private set; }

    /// <summary>The router's address in the network.</summary>
    public uint Address { get; private set; }

    /// <summary>Which bits of an address name the network.</summary>
    public uint Mask { get; private set; }

    /// <summary>Hardware type 1, protocol 0x0800, lengths of addresses.</summary>
    private static ReadOnlySpan<byte> ArpKind => [0, 1, 8, 0, 6, 4];

    /// <summary>Takes frames from here.</summary>
    public void ReceiveFrom(Region queue, Region data, Channel copier)
    {
        received = BufferSink.Attach(queue, copier);
        receiveData = data;
        for (ulong offset = 0; offset + NetworkLimits.BufferBytes <= data.Length; offset += NetworkLimits.BufferBytes)
        {
            received.TryAddEmpty(new PacketBuffer(offset, NetworkLimits.BufferBytes));
        }
    }

    /// <summary>Sends frames here, under the address that the network device gives.</summary>
    public void SendTo(Region queue, Region data, Channel transmitter)
    {
        toSend = BufferSource.Attach(queue, transmitter);
        sendData = data;
        unused = (uint)(data.Length / NetworkLimits.BufferBytes);
        Station = NetworkLimits.AskAddress(transmitter);
    }

    /// <summary>Says which addresses are here.</summary>
    public void Configure(uint address, uint mask)
    {
        Address = address;
        Mask = mask;
    }

    /// <summary>Whether an address is in this network.</summary>
    public readonly bool Has(uint address) => ((address ^ Address) & Mask) == 0;

    /// <summary>Takes a frame, which is to be given back.</summary>
    public bool TryReceive(out PacketBuffer buffer, out Span<byte> frame)
    {
        while (received.TryTakeFull(out buffer))
        {
            if (buffer.Address <= receiveData.Length && buffer.Length <= receiveData.Length - buffer.Address)
            {
                frame = receiveData.Bytes.Slice((int)buffer.Address, (int)buffer.Length);
                return true;
            }
        }

        frame = default;
        return false;
    }

    /// <summary>Gives a frame's buffer back.</summary>
    public void Recycle(PacketBuffer buffer)
    {
        buffer.Length = NetworkLimits.BufferBytes;
        received.TryAddEmpty(buffer);
    }

    /// <summary>Takes a buffer for a frame of some length; false when all are under way, and the frame is lost.</summary>
    public bool TryReserve(int length, out PacketBuffer buffer, out Span<byte> frame)
    {
        buffer = default;
        frame = default;
        if (length > NetworkLimits.BufferBytes)
        {
            return false;
        }

        if (unused > 0)
        {
            unused--;
            buffer.Address = unused * NetworkLimits.BufferBytes;
        }
        else if (!toSend.TryTakeEmpty(out buffer))
        {
            return false;
        }

        buffer.Length = (uint)length;
        frame = sendData.Bytes.Slice((int)buffer.Address, length);
        return true;
    }

    /// <summary>Sends a frame to a station of this network, having asked for it if need be; one frame waits for each answer.</summary>
    public void SendTo(uint address, PacketBuffer buffer)
    {
        ref var neighbour = ref neighbours[Find(address, true)];
        if (neighbour.Station != 0)
        {
            Wire.WriteStation(sendData.Bytes[(int)buffer.Address..], neighbour.Station);
            toSend.TryAddFull(buffer);
            return;
        }

        Drop(ref neighbour);
        neighbour.Waiting = buffer;
        SendArp(ArpQuestion, Wire.Broadcast, 0, address);
    }

    /// <summary>Answers who asks for the router, and learns from who answers it.</summary>
    public void TakeArp(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Wire.HeaderBytes + ArpBytes || !frame.Slice(Wire.HeaderBytes, ArpKind.Length).SequenceEqual(ArpKind))
        {
            return;
        }

        var station = Wire.ReadStation(frame[SenderStation..]);
        var sender = Wire.Read32(frame[SenderAddress..]);
        var isForRouter = Wire.Read32(frame[TargetAddress..]) == Address;
        var isQuestion = Wire.Read16(frame[Operation..]) == ArpQuestion;
        if (!Has(sender) || (station & 1) != 0 || station == 0 || sender == Address)
        {
            return;
        }

        Learn(sender, station, isForRouter && isQuestion);
        if (isForRouter && isQuestion)
        {
            SendArp(ArpAnswer, station, station, sender);
        }
    }

    /// <summary>Shows the peers what was sent and given back.</summary>
    public void Flush()
    {
        received.Flush();
        toSend.Flush();
    }

    /// <summary>Asks for a notification when there is a frame; false when there is one.</summary>
    public bool MayWait() => received.MayWait();

    /// <summary>Writes down a station that asks, or that was asked for.</summary>
    private void Learn(uint address, ulong station, bool isNew)
    {
        var place = Find(address, isNew);
        if (place < 0)
        {
            return;
        }

        ref var neighbour = ref neighbours[place];
        neighbour.Station = station;
        if (neighbour.Waiting.Length != 0)
        {
            Wire.WriteStation(sendData.Bytes[(int)neighbour.Waiting.Address..], station);
            toSend.TryAddFull(neighbour.Waiting);
            neighbour.Waiting.Length = 0;
        }
    }

    private int Find(uint address, bool adds)
    {
        for (var i = 0; i < MostNeighbours; i++)
        {
            if (neighbours[i].Address == address)
            {
                return i;
            }
        }

        if (!adds)
        {
            return -1;
        }

        var place = oldest;
        oldest = (oldest + 1) % MostNeighbours;
        Drop(ref neighbours[place]);
        neighbours[place].Address = address;
        neighbours[place].Station = 0;
        return place;
    }

    /// <summary>A frame that shall wait no longer goes to the virtualiser with length zero, and comes back as an empty buffer.</summary>
    private void Drop(ref Neighbour neighbour)
    {
        if (neighbour.Waiting.Length != 0)
        {
            neighbour.Waiting.Length = 0;
            toSend.TryAddFull(neighbour.Waiting);
        }
    }

    private void SendArp(uint operation, ulong destination, ulong target, uint targetAddress)
    {
        if (!TryReserve(Wire.HeaderBytes + ArpBytes, out var buffer, out var frame))
        {
            return;
        }

        Wire.WriteHeader(frame, destination, Station, Wire.ArpType);
        ArpKind.CopyTo(frame[Wire.HeaderBytes..]);
        Wire.Write16(frame[Operation..], operation);
        Wire.WriteStation(frame[SenderStation..], Station);
        Wire.Write32(frame[SenderAddress..], Address);
        Wire.WriteStation(frame[TargetStation..], target);
        Wire.Write32(frame[TargetAddress..], targetAddress);
        toSend.TryAddFull(buffer);
    }
}
