// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Drivers.Serial.ReceiveVirtualiser;

/// <summary>Gives what comes over the line to one of several clients; keys choose which.</summary>
/// <remarks>After the switch key a digit names a client, n means the next one, and the switch key itself is given on.</remarks>
[Component]
internal partial struct ReceiveVirtualiser
{
    private static ClientQueues clients;
    private static ByteReceiver driver;
    private static ByteSender announcements;
    private static bool announces;
    private static bool isSwitching;
    private static int clientCount;
    private static int current;

    public static void Init()
    {
        var last = Configuration.ChannelCount - 1;
        announces = last > 0 && Configuration.Channel(last).Id == SerialProtocol.AnnouncementChannel;
        clientCount = announces ? last - 1 : last;
        if (clientCount is < 1 or > SerialProtocol.MostClients || Configuration.RegionCount != Configuration.ChannelCount)
        {
            Failure.Stop("serial_receive needs a channel and a queue for the driver and for each of at most 32 clients"u8);
        }

        driver = ByteReceiver.Attach(Configuration.Region(0), Configuration.Channel(0));
        for (var i = 0; i < clientCount; i++)
        {
            clients[i] = ByteSender.Attach(Configuration.Region(i + 1), Configuration.Channel(i + 1));
        }

        if (announces)
        {
            announcements = ByteSender.Attach(Configuration.Region(last), Configuration.Channel(last));
        }

        Serve();
    }

    public static void Notified(Channel channel) => Serve();

    private static void Serve()
    {
        do
        {
            while (driver.TryTake(out var value))
            {
                Handle(value);
            }

            driver.Release();
            clients[current].Flush();
        }
        while (!driver.MayWait());
    }

    private static void Handle(byte value)
    {
        if (value == SerialProtocol.SwitchKey && !isSwitching)
        {
            isSwitching = true;
        }
        else if (isSwitching && value != SerialProtocol.SwitchKey)
        {
            isSwitching = false;
            Choose(value == (byte)'n' ? (current + 1) % clientCount : value - '0');
        }
        else
        {
            // A client that does not read loses what does not fit, and delays nobody.
            isSwitching = false;
            clients[current].TryAdd(value);
        }
    }

    private static void Choose(int client)
    {
        if (client < 0 || client >= clientCount)
        {
            Announce("there is no such client; input stays with "u8);
            return;
        }

        clients[current].Flush();
        current = client;
        Announce("input goes to "u8);
    }

    private static void Announce(scoped ReadOnlySpan<byte> text)
    {
        if (announces)
        {
            announcements.Add(text);
            announcements.Add(Configuration.Channel(current + 1).PeerName);
            announcements.TryAdd((byte)'\n');
            announcements.Flush();
        }
    }
}
