// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.ReceiveVirtualiser;

/// <summary>
/// Passes received frames to the copiers of the clients they are for, and the buffers back to the driver when all have copied.
/// </summary>
/// <remarks>A client's copier is whoever borrows the frames: the component for ARP reads them itself.</remarks>
[Component]
[Serves<IReceiver>]
internal partial struct ReceiveVirtualiser
{
    /// <summary>Buffers for received frames at most.</summary>
    internal const int MostBuffers = 512;

    private const ulong AddressBits = (1ul << 48) - 1;
    private const ulong ToMany = 1;
    private const ulong TypeOffset = 12;

    /// <summary>ARP, as the bytes of the type lie in memory (0x0806). Source: RFC 826.</summary>
    private const ushort ArpType = 0x0608;
    private const int Nobody = -1;
    private const uint IsAtDriver = 1u << 31;

    private static Copiers copiers;
    private static Holders holders;
    private static BufferSink driver;
    private static Region packets;
    private static ulong packetsPhysical;
    private static ulong deviceAddress;
    private static int clientCount;
    private static int bufferCount;
    private static bool hasKept;
    private static int arpClient = Nobody;

    /// <summary>For how many buffers of a copier it waits: all copiers together can keep a quarter of all.</summary>
    private static uint Refill => (uint)(bufferCount / (4 * clientCount));

    public static void Init()
    {
        clientCount = Configuration.ChannelCount - 1;
        if (clientCount is < 1 or > NetworkLimits.MostClients || Configuration.RegionCount != 2 + clientCount)
        {
            Failure.Stop("net_receive needs channel and queues of the driver, packets, and channel and queues of each of at most 16 copiers"u8);
        }

        packets = Configuration.Region(1);
        packetsPhysical = packets.PhysicalAddress;
        deviceAddress = NetworkLimits.AskAddress(Configuration.Channel(0));
        driver = BufferSink.Attach(Configuration.Region(0), Configuration.Channel(0));
        for (var i = 0; i < clientCount; i++)
        {
            copiers[i] = BufferSource.Attach(Configuration.Region(2 + i), Configuration.Channel(1 + i));
        }

        bufferCount = (int)Math.Min(MostBuffers, packets.Length / NetworkLimits.BufferBytes);
        FindBuffers();
        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>A notification may have been lost.</summary>
    public static void Beat() => Work();

    private static bool TakeArp(Channel caller)
    {
        var isLast = caller == Configuration.Channel(clientCount);
        arpClient = isLast ? clientCount - 1 : arpClient;
        return isLast;
    }

    /// <summary>
    /// Finds the buffers where an earlier life left them: the queues still have what was given and has not come back. What is nowhere is
    /// given to the driver, at first all.
    /// </summary>
    private static void FindBuffers()
    {
        for (var i = 0; i < clientCount; i++)
        {
            for (uint k = 0; k < Math.Min(copiers[i].CountOutside, MostBuffers); k++)
            {
                var index = copiers[i].Outside(k).Address / NetworkLimits.BufferBytes;
                if (index < (ulong)bufferCount)
                {
                    holders[(int)index] |= 1u << i;
                }
            }
        }

        for (uint k = 0; k < Math.Min(driver.CountOutside, MostBuffers); k++)
        {
            var index = (driver.Outside(k).Address - packetsPhysical) / NetworkLimits.BufferBytes;
            if (index < (ulong)bufferCount)
            {
                holders[(int)index] |= IsAtDriver;
            }
        }

        GiveKept();
    }

    private static void Work()
    {
        bool mayWait;
        do
        {
            while (driver.TryTakeFull(out var buffer))
            {
                Distribute(buffer);
            }

            if (hasKept)
            {
                GiveKept();
            }

            mayWait = true;
            for (var i = 0; i < clientCount; i++)
            {
                TakeBack(i);
                copiers[i].Show();
                mayWait &= copiers[i].MayWait(Refill);
            }

            driver.Flush();
            mayWait &= driver.MayWait();
            for (var i = 0; i < clientCount; i++)
            {
                copiers[i].Notify(mayWait);
            }
        }
        while (!mayWait);
    }

    /// <summary>
    /// Passes a frame to the client whose address it is for, or to all when it is for many; one of ARP only to who takes all of these.
    /// </summary>
    private static void Distribute(PacketBuffer buffer)
    {
        var offset = buffer.Address - packetsPhysical;
        var index = (int)(offset / NetworkLimits.BufferBytes);
        holders[index] = 0;
        var destination = packets.At<ulong>(offset) & AddressBits;
        var isArp = arpClient != Nobody && packets.At<ushort>(offset + TypeOffset) == ArpType;
        for (var i = 0; i < clientCount && buffer.Length != 0; i++)
        {
            var isFor = isArp ? i == arpClient : IsFor(destination, i);
            if (isFor && copiers[i].TryAddFull(new PacketBuffer(offset, buffer.Length, buffer.Checksum)))
            {
                holders[index] |= 1u << i;
            }
        }

        if (holders[index] == 0)
        {
            Recycle(index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFor(ulong destination, int client) => (destination & ToMany) != 0
        ? client != arpClient
        : destination == NetworkLimits.AddressOf(deviceAddress, client);

    /// <summary>Takes buffers back from a copier; only those that it has count.</summary>
    private static void TakeBack(int copier)
    {
        while (copiers[copier].TryTakeEmpty(out var buffer))
        {
            var index = buffer.Address / NetworkLimits.BufferBytes;
            if (index < (ulong)bufferCount && (holders[(int)index] >> copier & 1) != 0)
            {
                holders[(int)index] &= ~(1u << copier);
                if (holders[(int)index] == 0)
                {
                    Recycle((int)index);
                }
            }
        }
    }

    /// <summary>
    /// Gives a buffer to the driver, or keeps it until there is room: a driver that is started anew may show late what it took.
    /// </summary>
    private static void Recycle(int index)
    {
        var isGiven = driver.TryAddEmpty(
            new PacketBuffer(packetsPhysical + ((ulong)index * NetworkLimits.BufferBytes), NetworkLimits.BufferBytes));
        holders[index] = isGiven ? IsAtDriver : 0;
        hasKept |= !isGiven;
    }

    private static void GiveKept()
    {
        hasKept = false;
        for (var i = 0; i < bufferCount; i++)
        {
            if (holders[i] == 0)
            {
                Recycle(i);
            }
        }
    }
}
