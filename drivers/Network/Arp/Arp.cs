// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Drivers.Network.Arp;

/// <summary>
/// Does ARP for the clients of a network device: answers who asks for their addresses, and asks for those that they want to know. It is the
/// last client of both virtualisers, and the only one that sees frames of ARP.
/// </summary>
/// <remarks>Source: RFC 826; RFC 1122, 2.3.2.1 (what is older than a minute is asked anew, at most once a second).</remarks>
[Component]
[Serves<IAddressResolver>]
internal partial struct Arp
{
    private const int FirstClient = 3;
    private const int Nobody = -1;
    private const uint Everybody = uint.MaxValue;
    private const ulong NanosecondsInSecond = 1_000_000_000;
    private const ulong PauseNanoseconds = NanosecondsInSecond / 2;

    private static BufferSink received;
    private static SendBuffers toSend;
    private static Clients clients;
    private static int clientCount;
    private static ulong station;
    private static ulong lastNanoseconds;

    private static Channel Receiver => Configuration.Channel(0);

    private static Channel Transmitter => Configuration.Channel(1);

    private static Region Packets => Configuration.Region(1);

    public static void Init()
    {
        clientCount = Configuration.ChannelCount - FirstClient;
        if (clientCount is < 1 or >= NetworkLimits.MostClients || Configuration.RegionCount != 4
            || Configuration.Region(3).Length < SendBuffers.Bytes)
        {
            Failure.Stop("net_arp needs channels to net_receive, net_transmit, a timer and each client, and two queues with packets and data"u8);
        }

        station = NetworkLimits.AskAddress(Transmitter);
        received = BufferSink.AttachBorrower(Configuration.Region(0), Receiver);
        toSend.Attach(Configuration.Region(2), Configuration.Region(3), Transmitter);
        TakeArp();

        // A client may have registered with an earlier life, or wait for its news.
        for (var i = 0; i < clientCount && Configuration.Generation != 0; i++)
        {
            Configuration.Channel(FirstClient + i).Notify();
        }

        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>A notification may have been lost.</summary>
    public static void Beat() => Work();

    /// <summary>A receive virtualiser that was started anew has to be told again.</summary>
    public static void PeerRestarted(Channel channel)
    {
        if (channel == Receiver)
        {
            TakeArp();
        }
    }

    private static bool Register(Channel caller, uint address)
    {
        var client = ClientOf(caller);
        if (client == Nobody)
        {
            return false;
        }

        clients[client].Address = 0;
        var isFree = address == 0 || (address != Everybody && OwnerOf(address) == Nobody);
        clients[client].Address = isFree ? address : 0;
        return isFree;
    }

    private static ulong Resolve(Channel caller, uint address, uint seconds)
    {
        var client = ClientOf(caller);
        if (client == Nobody || clients[client].Address == 0 || address is 0 or Everybody)
        {
            return 0;
        }

        var now = ReadNanoseconds();
        var index = clients[client].Find(address);
        index = index < 0 ? clients[client].Add(address, true) : index;
        ref var neighbour = ref clients[client].Neighbours[index];
        if (neighbour.Station != 0 && now - neighbour.HeardNanoseconds <= seconds * NanosecondsInSecond)
        {
            return neighbour.Station;
        }

        neighbour.IsAwaited = true;
        if (neighbour.AskedNanoseconds == 0 || now - neighbour.AskedNanoseconds >= PauseNanoseconds)
        {
            Ask(client, ref neighbour, now);
        }

        return 0;
    }

    private static void Ask(int client, ref Neighbour neighbour, ulong now)
    {
        ArpFrame question;
        question.IsQuestion = true;
        question.SenderStation = StationOf(client);
        question.SenderAddress = clients[client].Address;
        question.TargetAddress = neighbour.Address;
        if (toSend.TrySend(client, in question, station, ArpFrame.Broadcast, 0))
        {
            neighbour.AskedNanoseconds = now;
            toSend.Flush();
        }
    }

    /// <summary>Reads what has come; each frame goes back at once.</summary>
    private static void Work()
    {
        bool mayWait;
        do
        {
            while (received.TryTakeFull(out var buffer))
            {
                if (buffer.Address <= Packets.Length && buffer.Length <= Packets.Length - buffer.Address
                    && ArpFrame.TryRead(Packets.Bytes.Slice((int)buffer.Address, (int)buffer.Length), out var frame))
                {
                    Take(in frame);
                }

                received.TryAddEmpty(buffer);
            }

            toSend.Flush();
            received.Show();
            mayWait = received.MayWait();
            received.Notify(mayWait);
        }
        while (!mayWait);
    }

    /// <summary>
    /// Learns who the sender is, and answers if it asks for a client. Who claims a client's own address is not believed; who has none yet
    /// (RFC 5227) is answered all the same.
    /// </summary>
    private static void Take(in ArpFrame frame)
    {
        if (frame.SenderAddress == Everybody || (frame.SenderAddress != 0 && OwnerOf(frame.SenderAddress) != Nobody))
        {
            return;
        }

        var wanted = frame.TargetAddress == 0 ? Nobody : OwnerOf(frame.TargetAddress);
        if (frame.SenderAddress != 0)
        {
            Learn(in frame, frame.IsQuestion ? wanted : Nobody);
        }

        if (wanted != Nobody && frame.IsQuestion)
        {
            ArpFrame answer;
            answer.IsQuestion = false;
            answer.SenderStation = StationOf(wanted);
            answer.SenderAddress = clients[wanted].Address;
            answer.TargetAddress = frame.SenderAddress;

            // Ignored: an answer for which there is no buffer is lost, and will be asked for again.
            _ = toSend.TrySend(SendBuffers.Wire, in answer, station, frame.SenderStation, frame.SenderStation);
        }
    }

    /// <summary>Tells those who want to know it, and remembers it for the client that is asked for, which is going to want it.</summary>
    private static void Learn(in ArpFrame frame, int wanted)
    {
        var now = ReadNanoseconds();
        for (var i = 0; i < clientCount; i++)
        {
            var index = clients[i].Find(frame.SenderAddress);
            index = index < 0 && i == wanted ? clients[i].Add(frame.SenderAddress, false) : index;
            if (index < 0)
            {
                continue;
            }

            ref var neighbour = ref clients[i].Neighbours[index];
            neighbour.Station = frame.SenderStation;
            neighbour.HeardNanoseconds = now;
            if (neighbour.IsAwaited)
            {
                neighbour.IsAwaited = false;
                Configuration.Channel(FirstClient + i).Notify();
            }
        }
    }

    private static void TakeArp()
    {
        if (!Resolver.TakeArp(Receiver))
        {
            Failure.Stop("net_receive does not give its frames of ARP to net_arp, which is not its last client"u8);
        }
    }

    private static int ClientOf(Channel caller)
    {
        var client = clientCount - 1;
        while (client >= 0 && Configuration.Channel(FirstClient + client) != caller)
        {
            client--;
        }

        return client;
    }

    private static int OwnerOf(uint address)
    {
        var client = clientCount - 1;
        while (client >= 0 && clients[client].Address != address)
        {
            client--;
        }

        return client;
    }

    /// <summary>The Ethernet address of a client, which is as far before this component's as the client is in the order.</summary>
    private static ulong StationOf(int client) => NetworkLimits.AddressOf(station, client - clientCount);

    /// <summary>The timer's time; a timer that is just being started anew does not tell it.</summary>
    private static ulong ReadNanoseconds()
    {
        if (TimerClient.Now(Configuration.Channel(2), out var now) == CallStatus.Answered)
        {
            lastNanoseconds = now;
        }

        return lastNanoseconds;
    }
}
