// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>
/// Sends what several clients send, each under its own address, and turns places in their memory into physical addresses. In which order
/// is for <see cref="Schedule"/>.
/// </summary>
/// <remarks>
/// It has nothing to remember between two events: what is under way stands in the queues. So a later life of it goes on, and so does
/// another virtualiser in its place (<see cref="ITransmitter"/>), with which it then shares <see cref="ExchangeControl"/>.
/// </remarks>
[Component]
[Serves<ITransmitter>]
internal partial struct TransmitVirtualiser
{
    private const ulong SourceOffset = 6;
    private const uint HeaderBytes = 14;
    private const ulong AddressBits = (1ul << 48) - 1;

    private static Clients clients;
    private static ClientData data;
    private static BufferSource driver;
    private static ulong deviceAddress;
    private static ulong abilities;
    private static int clientCount;
    private static bool isActive;

    public static void Init()
    {
        clientCount = (Configuration.RegionCount - 1) / 2;
        var channels = 1 + clientCount + (IsExchangeable ? 2 : 0);
        if (clientCount is < 1 or > NetworkLimits.MostClients || Configuration.ChannelCount != channels)
        {
            Failure.Stop("net_transmit needs channel and queues of the driver, and channel, queues and data of each of at most 16 clients"u8);
        }

        deviceAddress = NetworkLimits.AskAddress(Configuration.Channel(0));
        abilities = NetworkLimits.AskAbilities(Configuration.Channel(0));
        if (!IsExchangeable || Active == 1 + Other.Id)
        {
            Begin();
        }
    }

    private static ulong MacAddress(Channel caller)
    {
        var client = 0;
        while (client < clientCount && Configuration.Channel(client + 1) != caller)
        {
            client++;
        }

        return NetworkLimits.AddressOf(deviceAddress, client);
    }

    private static ulong Abilities() => abilities;

    /// <summary>Takes the ends of all queues. What the driver has of a client's is what it need not take again.</summary>
    private static void Begin()
    {
        isActive = true;
        driver = BufferSource.Attach(Configuration.Region(0), Configuration.Channel(0));
        for (var i = 0; i < clientCount; i++)
        {
            data[i] = Configuration.Region(2 + (2 * i));
            uint underWay = 0;
            for (uint k = 0; k < Math.Min(driver.CountOutside, NetworkLimits.MostUnderWay); k++)
            {
                underWay += driver.Outside(k).Address - Data(i).PhysicalAddress < Data(i).Length ? 1u : 0;
            }

            clients[i] = BufferSink.AttachBorrower(Configuration.Region(1 + (2 * i)), Configuration.Channel(1 + i), underWay);
        }

        Work();
    }

    private static void Work()
    {
        bool mayWait;
        do
        {
            while (driver.TryTakeEmpty(out var buffer))
            {
                GiveBack(buffer);
            }

            TakeTurns();
            var wanted = CountEmptiesWanted();
            mayWait = driver.MayWait(wanted);
            driver.Show();
            if (mayWait && wanted == 1)
            {
                driver.Urge();
            }

            for (var i = 0; i < clientCount; i++)
            {
                clients[i].Flush();
                mayWait &= !driver.HasRoom || clients[i].MayWait();
            }

            driver.Notify(mayWait);
        }
        while (!mayWait);
    }

    /// <summary>
    /// For how many buffers it waits that were sent: for the next one while a client waits, or soon may, otherwise for none, because they
    /// can be taken back when there are new frames. The driver looks at it when it sees these.
    /// </summary>
    private static uint CountEmptiesWanted()
    {
        var isUrgent = !driver.HasRoom;
        for (var i = 0; i < clientCount; i++)
        {
            var most = Math.Min(clients[i].Capacity, Data(i).Length / NetworkLimits.BufferBytes);
            isUrgent |= clients[i].CountHeld > most / 2 || clients[i].IsAwaited(clients[i].CountHeld);
        }

        return isUrgent ? 1 : uint.MaxValue;
    }

    /// <summary>
    /// Passes frames on until nobody has any or the driver has no room; then it gives buffers back, of which it was asked to tell.
    /// </summary>
    private static void TakeTurns()
    {
        for (var idle = 0; idle < clientCount;)
        {
            var client = Schedule.Current;
            var sent = false;
            while (Schedule.MaySend && driver.HasRoom && clients[client].TryTakeFull(out var buffer))
            {
                Send(client, buffer);
                Schedule.Charge(buffer.Length);
                sent = true;
            }

            if (!driver.HasRoom)
            {
                return;
            }

            idle = sent ? 0 : idle + 1;
            Schedule.Next(clientCount);
        }
    }

    /// <summary>
    /// Passes a frame on if it lies in the client's data, comes from the client's address, and what the card shall complete lies in it;
    /// otherwise its buffer goes the way without it.
    /// </summary>
    private static void Send(int client, PacketBuffer buffer)
    {
        var mine = Data(client);
        var bytes = mine.Length;
        var isInside = buffer.Address < bytes && buffer.Length <= bytes - buffer.Address;
        var isFrame = isInside && buffer.Length >= HeaderBytes && buffer.Checksum.FitsIn(buffer.Length, HeaderBytes);
        if (!isFrame || (mine.At<ulong>(buffer.Address + SourceOffset) & AddressBits) != NetworkLimits.AddressOf(deviceAddress, client))
        {
            buffer.Length = 0;
        }

        if ((abilities & NetworkAbilities.CompletesChecksums) == 0)
        {
            buffer.Checksum = default;
        }

        buffer.Address = mine.PhysicalAddress + (isInside ? buffer.Address : 0);
        driver.TryAddFull(buffer);
    }

    private static void GiveBack(PacketBuffer buffer)
    {
        for (var i = 0; i < clientCount; i++)
        {
            var offset = buffer.Address - Data(i).PhysicalAddress;
            if (offset < Data(i).Length)
            {
                buffer.Address = offset;
                clients[i].TryAddEmpty(buffer);
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Region Data(int client) => data[client];
}
