// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Arp;
using Caprock.Services.Net.Ethernet;
using Caprock.Services.Net.Memory;
using Caprock.Services.Net.Timing;
using Caprock.Services.Net.Udp;

namespace Caprock.Services.Net;

/// <summary>A network stack: one interface, its sockets and timers, in memory that the caller provides.</summary>
/// <remarks>
/// The caller gives each received frame to <see cref="Receive"/> and calls <see cref="Poll"/> after a batch of them and when
/// <see cref="NextDeadlineMicroseconds"/> comes. Nothing else happens: no thread, no allocation, no callback. The value is two addresses
/// and may be copied.
/// Times are microseconds of a clock that does not go back.
/// </remarks>
/// <typeparam name="TLink">What frames are sent through.</typeparam>
public readonly unsafe partial struct NetworkStack<TLink>
    where TLink : unmanaged, ILink<TLink>
{
    private readonly NetworkState* net;
    private readonly TLink* link;

    private NetworkStack(NetworkState* net, TLink* link)
    {
        this.net = net;
        this.link = link;
    }

    /// <summary>Whether this is a stack that was made.</summary>
    public bool IsValid => net != null;

    /// <summary>
    /// The time before which <see cref="Poll"/> has nothing to do unless frames or calls come; <see cref="ulong.MaxValue"/> for never.
    /// </summary>
    public ulong NextDeadlineMicroseconds => net->Timers.NextMicroseconds();

    /// <summary>The station's address; unspecified without one.</summary>
    public Ipv4Address Address => Interface.FromWire(net->Interface.AddressWire);

    /// <summary>The counters.</summary>
    public ref readonly Statistics Statistics => ref net->Statistics;

    /// <summary>Bytes of memory that a stack with these options needs.</summary>
    public static ulong RequiredBytes(ref StackOptions options)
    {
        var arena = new Arena(null, 0);
        fixed (StackOptions* pointer = &options)
        {
            // Ignored: an arena without memory only measures.
            _ = NetworkState.Lay(&arena, pointer, 0);
        }

        return arena.Used;
    }

    /// <summary>Makes a stack in memory that lies still as long as the stack is used.</summary>
    /// <param name="memory">The memory, aligned to 64 bytes.</param>
    /// <param name="bytes">Its size: at least <see cref="RequiredBytes"/>.</param>
    /// <param name="options">What it has room for.</param>
    /// <param name="link">What it sends through; lies still as well.</param>
    /// <param name="nowMicroseconds">The time.</param>
    /// <returns>The stack; not valid when the options are not, or the memory is too small.</returns>
    public static NetworkStack<TLink> Create(byte* memory, ulong bytes, ref StackOptions options, TLink* link, ulong nowMicroseconds)
    {
        var required = options.AreValid() ? RequiredBytes(ref options) : ulong.MaxValue;
        if (required > bytes || required > int.MaxValue)
        {
            return new NetworkStack<TLink>(null, null);
        }

        Bytes.Clear(memory, (int)required);
        var arena = new Arena(memory, bytes);
        fixed (StackOptions* pointer = &options)
        {
            return new NetworkStack<TLink>(NetworkState.Lay(&arena, pointer, nowMicroseconds), link);
        }
    }

    /// <summary>Gives the interface an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">Bits of it that name the network, 0 to 32.</param>
    /// <param name="gateway">The way out of the network; unspecified for none.</param>
    public void Configure(Ipv4Address address, int prefixLength, Ipv4Address gateway)
    {
        var mask = prefixLength <= 0 ? 0 : uint.MaxValue << (32 - Math.Min(prefixLength, 32));
        net->Interface.AddressWire = Interface.ToWire(address);
        net->Interface.MaskWire = Interface.ToWire(new Ipv4Address(mask));
        net->Interface.GatewayWire = Interface.ToWire(gateway);
    }

    /// <summary>Takes in a frame. At most one frame is sent in answer; what else follows is sent by <see cref="Poll"/>.</summary>
    /// <param name="frame">The frame, in memory of which it may be read up to its end only.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="flags">What the link knows about it.</param>
    /// <param name="nowMicroseconds">The time.</param>
    public FrameFate Receive(byte* frame, int length, FrameFlags flags, ulong nowMicroseconds)
    {
        net->NowMicroseconds = nowMicroseconds;
        var verdict = NetworkState.Receive(net, frame, length, flags);
        if (verdict <= Verdict.Kept)
        {
            return verdict == Verdict.Kept ? FrameFate.Kept : FrameFate.Done;
        }

        var reply = TLink.Reserve(link);
        if (reply == null)
        {
            net->Statistics.NoBuffer++;
            return FrameFate.Done;
        }

        Send(reply, NetworkState.WriteReply(net, verdict, frame, reply), ChecksumRequest.None);
        return FrameFate.Done;
    }

    /// <summary>
    /// Asks the link again for addresses that it did not know, with the next <see cref="Poll"/>. It is for links that ask in the stack's
    /// place.
    /// </summary>
    public void AskNeighborsAgain() => net->Neighbors.AskAgain();

    /// <summary>Lets timers fire and sends what is ready, as far as the link has buffers.</summary>
    public void Poll(ulong nowMicroseconds)
    {
        net->NowMicroseconds = nowMicroseconds;
        NetworkState.Expire(net);
        PollConnections();
        PollClients();
        PollNeighbors();
    }

    private void Send(byte* frame, int length, ChecksumRequest request)
    {
        net->Statistics.FramesSent++;
        TLink.Send(link, frame, length, request);
    }

    /// <summary>Sends a frame that is complete but for its destination, or lets it wait for that.</summary>
    private NetError SendTo(uint hopWire, byte* frame, int length, ChecksumRequest request)
    {
        if (net->Interface.IsBroadcast(hopWire))
        {
            Send(frame, length, request);
            return NetError.None;
        }

        var neighbor = net->Neighbors.Resolve(net, hopWire);
        if (neighbor == null || neighbor->State == NeighborState.Failed)
        {
            TLink.Release(link, frame);
            return neighbor == null ? NetError.NoMemory : NetError.Unreachable;
        }

        if (neighbor->IsUsable)
        {
            // What waited longest leaves first.
            FinishHeld(neighbor);
            EthernetHeader.WriteDestination(frame, neighbor->Mac);
            Send(frame, length, request);
            return NetError.None;
        }

        if (!net->Neighbors.MayHold(neighbor))
        {
            TLink.Release(link, net->Neighbors.TakeHeld(neighbor).Address);
        }

        net->Neighbors.Hold(neighbor, new HeldFrame(frame, length, request));
        return NetError.None;
    }

    private void PollNeighbors()
    {
        for (var neighbor = net->Neighbors.FirstPending(); neighbor != null; neighbor = net->Neighbors.FirstPending())
        {
            if (neighbor->WantsRequest && neighbor->State != NeighborState.Failed && !TryAsk(neighbor))
            {
                return;
            }

            if (neighbor->State != NeighborState.Incomplete)
            {
                FinishHeld(neighbor);
            }

            net->Neighbors.RemoveFirstPending();
        }
    }

    /// <summary>Asks the link for a neighbour's address, or the neighbour itself; false when there is no buffer for that.</summary>
    private bool TryAsk(Neighbor* neighbor)
    {
        var isRefresh = neighbor->State == NeighborState.Refreshing;
        var resolution = TLink.Resolve(link, Interface.FromWire(neighbor->AddressWire), isRefresh, out var mac);
        if (resolution == Resolution.None)
        {
            var frame = TLink.Reserve(link);
            if (frame == null)
            {
                return false;
            }

            Send(frame, NeighborTable.WriteRequest(net, neighbor, frame), ChecksumRequest.None);
        }

        neighbor->WantsRequest = false;
        if (resolution == Resolution.Known)
        {
            net->Neighbors.Learn(net, neighbor->AddressWire, mac, false);
        }

        return true;
    }

    private void FinishHeld(Neighbor* neighbor)
    {
        while (neighbor->HeldCount != 0)
        {
            var held = net->Neighbors.TakeHeld(neighbor);
            if (neighbor->State == NeighborState.Failed)
            {
                TLink.Release(link, held.Address);
                continue;
            }

            EthernetHeader.WriteDestination(held.Address, neighbor->Mac);
            Send(held.Address, held.Length, held.Request);
        }
    }
}
