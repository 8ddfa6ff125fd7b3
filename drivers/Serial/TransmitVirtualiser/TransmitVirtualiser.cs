// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Drivers.Serial.TransmitVirtualiser;

/// <summary>Puts what several clients send on one line, in turns; tagged, each line begins with the name of who sends it.</summary>
[Component]
internal partial struct TransmitVirtualiser
{
    /// <summary>Bytes of one client before it is the next one's turn.</summary>
    private const int Turn = 128;

    /// <summary>What one byte can become: the end of another's line, a tag, and the end of the line.</summary>
    private const int MostOutput = 128;

    private const int MostNameBytes = 64;
    private const int Nobody = -1;

    private static ClientQueues clients;
    private static ByteSender driver;
    private static int clientCount;
    private static int next;
    private static bool isTagged;

    /// <summary>Whose line has begun and not ended yet.</summary>
    private static int lineOwner = Nobody;

    public static void Init()
    {
        clientCount = Configuration.ChannelCount - 1;
        if (clientCount is < 1 or > SerialProtocol.MostClients || Configuration.RegionCount < Configuration.ChannelCount)
        {
            Failure.Stop("serial_transmit needs a channel and a queue for the driver and for each of at most 32 clients"u8);
        }

        driver = ByteSender.Attach(Configuration.Region(0), Configuration.Channel(0));
        for (var i = 0; i < clientCount; i++)
        {
            clients[i] = ByteReceiver.Attach(Configuration.Region(i + 1), Configuration.Channel(i + 1));
        }

        var isToldHow = Configuration.RegionCount > Configuration.ChannelCount;
        isTagged = isToldHow ? Configuration.Region(Configuration.RegionCount - 1).Bytes[0] == (byte)'t' : clientCount > 1;
        Serve();
    }

    public static void Notified(Channel channel) => Serve();

    /// <summary>Sends until nobody has anything or the driver's queue is full; either way somebody was asked to notify.</summary>
    private static void Serve()
    {
        bool mayWait;
        do
        {
            var isFull = SendTurns();
            driver.Flush();
            mayWait = isFull ? driver.MayWait(driver.Capacity / 2) : EveryClientWaits();
        }
        while (!mayWait);
    }

    /// <summary>Gives turns until nobody has anything; true when the driver's queue has become full before.</summary>
    private static bool SendTurns()
    {
        for (var idle = 0; idle < clientCount; next = (next + 1) % clientCount)
        {
            var count = 0;
            while (count < Turn && driver.Room >= MostOutput && clients[next].TryTake(out var value))
            {
                Send(next, value);
                count++;
            }

            clients[next].Release();
            if (driver.Room < MostOutput)
            {
                return true;
            }

            idle = count == 0 ? idle + 1 : 0;
        }

        return false;
    }

    private static bool EveryClientWaits()
    {
        var mayWait = true;
        for (var i = 0; i < clientCount; i++)
        {
            mayWait &= clients[i].MayWait();
        }

        return mayWait;
    }

    private static void Send(int client, byte value)
    {
        if (!isTagged)
        {
            driver.TryAdd(value);
            return;
        }

        if (lineOwner != client)
        {
            BeginLine(client);
        }

        if (value == (byte)'\n')
        {
            driver.Add("\r\n"u8);
            lineOwner = Nobody;
        }
        else
        {
            driver.TryAdd(value);
        }
    }

    private static void BeginLine(int client)
    {
        if (lineOwner != Nobody)
        {
            driver.Add("\r\n"u8);
        }

        var name = Configuration.Channel(client + 1).PeerName;
        driver.TryAdd((byte)'[');
        driver.Add(name[..Math.Min(name.Length, MostNameBytes)]);
        driver.Add("] "u8);
        lineOwner = client;
    }
}
