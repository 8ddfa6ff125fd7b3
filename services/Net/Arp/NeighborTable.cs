// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Net.Timing;

namespace Caprock.Services.Net.Arp;

/// <summary>
/// Which Ethernet address belongs to which IPv4 address: sets of four entries, of which the least recently used gives way.
/// </summary>
internal unsafe struct NeighborTable
{
    /// <summary>Entries of a set.</summary>
    public const int Ways = 4;

    private const ulong RetryMicroseconds = 1_000_000;
    private const ulong LifetimeMicroseconds = 60_000_000;
    private const int MostAttempts = 3;

    private Neighbor* entries;
    private uint setMask;
    private Neighbor* firstPending;
    private int heldCount;
    private int mostHeldInRows;

    /// <summary>Sets up an empty table over cleared memory.</summary>
    /// <param name="memory">The entries.</param>
    /// <param name="count">How many: four times a power of two.</param>
    public void Initialize(Neighbor* memory, int count)
    {
        entries = memory;
        setMask = (uint)(count / Ways) - 1;
        mostHeldInRows = count / Ways;
        for (var i = 0; i < count; i++)
        {
            memory[i].Timer.Kind = TimerKind.Neighbor;
        }
    }

    /// <summary>The neighbour with an address; null when it is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Neighbor* Find(uint addressWire)
    {
        var entry = SetOf(addressWire);
        for (var way = 0; way < Ways; way++, entry++)
        {
            if (entry->AddressWire == addressWire && entry->State != NeighborState.Free)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The neighbour with an address, which is asked for if it is not known; null when there is no room.</summary>
    public Neighbor* Resolve(NetworkState* net, uint addressWire)
    {
        var neighbor = Find(addressWire);
        if (neighbor == null)
        {
            neighbor = Allocate(net, addressWire);
            if (neighbor == null)
            {
                return null;
            }

            neighbor->State = NeighborState.Incomplete;
            Ask(net, neighbor);
        }

        neighbor->LastUsedMicroseconds = net->NowMicroseconds;
        return neighbor;
    }

    /// <summary>Notes an address that a packet tells.</summary>
    /// <param name="net">The stack.</param>
    /// <param name="addressWire">Whose.</param>
    /// <param name="mac">The address.</param>
    /// <param name="isCaller">Whether the neighbour asks for us, and so will be talked to.</param>
    public void Learn(NetworkState* net, uint addressWire, MacAddress mac, bool isCaller)
    {
        var neighbor = Find(addressWire);
        neighbor = neighbor == null && isCaller ? Allocate(net, addressWire) : neighbor;
        if (neighbor == null || neighbor->State == NeighborState.Failed)
        {
            return;
        }

        neighbor->Mac = mac;
        neighbor->State = NeighborState.Reachable;
        neighbor->Attempts = 0;
        neighbor->WantsRequest = false;
        net->Timers.Arm(&neighbor->Timer, net->NowMicroseconds + LifetimeMicroseconds);
        if (neighbor->HeldCount != 0)
        {
            SetPending(neighbor);
        }

        net->Tcp.NeighborChanged();
    }

    /// <summary>A neighbour's time has come: ask again, ask whether it is still there, or forget it.</summary>
    public void Expire(NetworkState* net, Neighbor* neighbor)
    {
        var isIdle = neighbor->State == NeighborState.Reachable
            && net->NowMicroseconds - neighbor->LastUsedMicroseconds >= LifetimeMicroseconds;
        if (isIdle)
        {
            neighbor->State = NeighborState.Free;
            return;
        }

        if (neighbor->Attempts >= MostAttempts)
        {
            neighbor->State = NeighborState.Failed;
            SetPending(neighbor);
            net->Tcp.NeighborFailed(net, neighbor->AddressWire);
            return;
        }

        neighbor->State = neighbor->IsUsable ? NeighborState.Refreshing : NeighborState.Incomplete;
        Ask(net, neighbor);
    }

    /// <summary>The next neighbour that has something to send; it leaves the list when it is done.</summary>
    public readonly Neighbor* FirstPending() => firstPending;

    /// <summary>Takes the first neighbour out of the list.</summary>
    public void RemoveFirstPending()
    {
        var neighbor = firstPending;
        firstPending = neighbor->NextPending;
        neighbor->IsPending = false;
        neighbor->NextPending = null;
        if (neighbor->State == NeighborState.Failed)
        {
            neighbor->State = NeighborState.Free;
        }
    }

    /// <summary>Writes the request that a neighbour wants: to everybody, or to itself where only to refresh.</summary>
    public static int WriteRequest(NetworkState* net, Neighbor* neighbor, byte* frame)
    {
        neighbor->WantsRequest = false;
        var destination = neighbor->State == NeighborState.Refreshing ? neighbor->Mac : MacAddress.Broadcast;
        return ArpPacket.Write(frame, &net->Interface, ArpPacket.Request, destination, new MacAddress(0), neighbor->AddressWire);
    }

    /// <summary>Lets a neighbour that is not in the list wait there.</summary>
    public void SetPending(Neighbor* neighbor)
    {
        if (!neighbor->IsPending)
        {
            neighbor->IsPending = true;
            neighbor->NextPending = firstPending;
            firstPending = neighbor;
        }
    }

    /// <summary>Has everybody whose address is waited for be asked for at once.</summary>
    public void AskAgain()
    {
        for (var i = 0; i < (int)(setMask + 1) * Ways; i++)
        {
            var neighbor = entries + i;
            if (neighbor->State is NeighborState.Incomplete or NeighborState.Refreshing)
            {
                neighbor->WantsRequest = true;
                SetPending(neighbor);
            }
        }
    }

    /// <summary>
    /// Whether another frame may wait beside those that wait for a neighbour. One always may, so that the latest does; more only while few
    /// wait in all, so that addresses at which nobody is do not take all buffers. Source: RFC 1122, 2.3.2.2.
    /// </summary>
    public readonly bool MayHold(Neighbor* neighbor) =>
        neighbor->HeldCount == 0 || (neighbor->HeldCount < HeldFrames.Most && heldCount < mostHeldInRows);

    /// <summary>Lets a frame wait for a neighbour's address.</summary>
    public void Hold(Neighbor* neighbor, HeldFrame frame)
    {
        neighbor->Held[neighbor->HeldCount] = frame;
        neighbor->HeldCount++;
        heldCount++;
    }

    /// <summary>Takes out the frame that has waited longest; there must be one.</summary>
    public HeldFrame TakeHeld(Neighbor* neighbor)
    {
        var frame = neighbor->Held[0];
        neighbor->HeldCount--;
        heldCount--;
        for (var i = 0; i < neighbor->HeldCount; i++)
        {
            neighbor->Held[i] = neighbor->Held[i + 1];
        }

        return frame;
    }

    private void Ask(NetworkState* net, Neighbor* neighbor)
    {
        neighbor->Attempts++;
        neighbor->WantsRequest = true;
        SetPending(neighbor);
        net->Timers.Arm(&neighbor->Timer, net->NowMicroseconds + RetryMicroseconds);
    }

    private readonly Neighbor* SetOf(uint addressWire)
    {
        // The last part of an address, which differs most within a network, lies in the upper byte.
        var mixed = addressWire ^ (addressWire >> 16);
        return entries + (((mixed >> 8) & setMask) * Ways);
    }

    private readonly Neighbor* Allocate(NetworkState* net, uint addressWire)
    {
        Neighbor* chosen = null;
        var entry = SetOf(addressWire);
        for (var way = 0; way < Ways; way++, entry++)
        {
            if (entry->State == NeighborState.Free && !entry->IsPending)
            {
                chosen = entry;
                break;
            }

            var mayGo = !entry->IsPending && entry->State != NeighborState.Incomplete;
            if (mayGo && (chosen == null || entry->LastUsedMicroseconds < chosen->LastUsedMicroseconds))
            {
                chosen = entry;
            }
        }

        if (chosen != null)
        {
            net->Timers.Disarm(&chosen->Timer);
            chosen->AddressWire = addressWire;
            chosen->Attempts = 0;
            chosen->WantsRequest = false;
            chosen->LastUsedMicroseconds = net->NowMicroseconds;
        }

        return chosen;
    }
}
