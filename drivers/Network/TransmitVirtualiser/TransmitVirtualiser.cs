// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>Sends what several clients send, in turns, and turns places in their memory into physical addresses.</summary>
[Component]
[Serves<INetworkDevice>]
internal partial struct TransmitVirtualiser
{
    /// <summary>Frames of one client before it is the next one's turn.</summary>
    private const int Turn = 16;

    private static Clients clients;
    private static BufferSource driver;
    private static ulong deviceAddress;
    private static int clientCount;
    private static int next;

    public static void Init()
    {
        clientCount = Configuration.ChannelCount - 1;
        if (clientCount is < 1 or > NetworkLimits.MostClients || Configuration.RegionCount != 1 + (2 * clientCount))
        {
            Failure.Stop("net_transmit needs channel and queues of the driver, and channel, queues and data of each of at most 16 clients"u8);
        }

        deviceAddress = NetworkLimits.AskAddress(Configuration.Channel(0));
        driver = BufferSource.Attach(Configuration.Region(0), Configuration.Channel(0));
        for (var i = 0; i < clientCount; i++)
        {
            clients[i] = BufferSink.Attach(Configuration.Region(1 + (2 * i)), Configuration.Channel(1 + i));
        }

        Work();
    }

    public static void Notified(Channel channel) => Work();

    private static ulong MacAddress(Channel caller)
    {
        var client = 0;
        while (Configuration.Channel(client + 1) != caller)
        {
            client++;
        }

        return NetworkLimits.AddressOf(deviceAddress, client);
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
            driver.Flush();
            mayWait = driver.MayWait();
            for (var i = 0; i < clientCount; i++)
            {
                clients[i].Flush();
                mayWait &= !driver.HasRoom || clients[i].MayWait();
            }
        }
        while (!mayWait);
    }

    /// <summary>
    /// Passes frames on until nobody has any or the driver has no room; then it gives buffers back, of which it was asked to tell.
    /// </summary>
    private static void TakeTurns()
    {
        for (var idle = 0; idle < clientCount; next = (next + 1) % clientCount)
        {
            var count = 0;
            while (count < Turn && driver.HasRoom && clients[next].TryTakeFull(out var buffer))
            {
                Send(next, buffer);
                count++;
            }

            idle = count == 0 ? idle + 1 : 0;
        }
    }

    /// <summary>Passes a frame on if it lies in the client's data; otherwise the client has lost the buffer.</summary>
    private static void Send(int client, PacketBuffer buffer)
    {
        var data = Data(client);
        if (buffer.Length != 0 && buffer.Address < data.Length && buffer.Length <= data.Length - buffer.Address)
        {
            buffer.Address += data.PhysicalAddress;
            driver.TryAddFull(buffer);
        }
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

    private static Region Data(int client) => Configuration.Region(2 + (2 * client));
}
