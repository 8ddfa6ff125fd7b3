// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Timing;

namespace Caprock.Services.Net.Dhcp;

/// <summary>Gets an address from a server and keeps it. Source: RFC 2131, 4.4.</summary>
/// <remarks>The client does not look by ARP whether somebody uses the address already (RFC 2131, 4.4.1, SHOULD); servers do that.</remarks>
internal unsafe struct DhcpClient
{
    /// <summary>The ports of a message from a server, 67 to 68, as they lie in memory.</summary>
    public const uint PortsWire = 0x4400_4300;

    /// <summary>The ports of a message to a server.</summary>
    public const uint RequestPortsWire = 0x4300_4400;

    private const ulong Second = 1_000_000;
    private const int MostAttempts = 4;
    private const uint LeastLeaseSeconds = 60;
    private const uint DefaultLeaseSeconds = 3600;
    private const uint MostLeaseSeconds = 0x0fff_ffff;

    /// <summary>When to send again, to ask for more time, or to stop using the address. The first field.</summary>
    public TimerNode Timer;

    /// <summary>What it is doing.</summary>
    public DhcpState State;

    /// <summary>Whether a message is to be sent.</summary>
    public bool WantsToSend;

    /// <summary>Number of the exchange, unpredictable.</summary>
    public uint Transaction;

    /// <summary>The address that was offered.</summary>
    public uint OfferedWire;

    /// <summary>The server that offered it.</summary>
    public uint ServerWire;

    private ulong secret0;
    private ulong secret1;
    private ulong startedMicroseconds;
    private ulong rebindAtMicroseconds;
    private ulong endsAtMicroseconds;
    private int attempts;

    /// <summary>Whether there is an address.</summary>
    public readonly bool HasLease => State is DhcpState.Bound or DhcpState.Renewing or DhcpState.Rebinding;

    /// <summary>Sets up a client that does nothing yet.</summary>
    public void Initialize(ulong first, ulong second)
    {
        Timer.Kind = TimerKind.Dhcp;
        secret0 = first;
        secret1 = second;
    }

    /// <summary>Asks for an address from the beginning.</summary>
    public void Start(NetworkState* net)
    {
        net->Interface.AddressWire = 0;
        Enter(net, DhcpState.Selecting);
    }

    /// <summary>The client's time has come.</summary>
    public void Expire(NetworkState* net)
    {
        if (HasLease && net->NowMicroseconds >= endsAtMicroseconds)
        {
            Start(net);
            return;
        }

        if (State == DhcpState.Bound)
        {
            Enter(net, DhcpState.Renewing);
            return;
        }

        if (State == DhcpState.Renewing && net->NowMicroseconds >= rebindAtMicroseconds)
        {
            Enter(net, DhcpState.Rebinding);
            return;
        }

        if (State == DhcpState.Requesting && attempts >= MostAttempts)
        {
            Start(net);
            return;
        }

        Send(net);
    }

    /// <summary>Takes in a message of a server.</summary>
    /// <returns>Whether the client runs at all.</returns>
    public bool Receive(NetworkState* net, ReadOnlySpan<byte> message)
    {
        if (State is DhcpState.Off)
        {
            return false;
        }

        if (!DhcpMessage.TryRead(net, message, out var offer))
        {
            return true;
        }

        if (State == DhcpState.Selecting && offer.Type == DhcpMessage.Offer)
        {
            Choose(net, ref offer);
        }
        else if (State is DhcpState.Requesting or DhcpState.Renewing or DhcpState.Rebinding)
        {
            Finish(net, ref offer);
        }

        return true;
    }

    private void Choose(NetworkState* net, ref DhcpOffer offer)
    {
        if (!Interface.FromWire(offer.AddressWire).IsUnicast || offer.ServerWire == 0)
        {
            return;
        }

        OfferedWire = offer.AddressWire;
        ServerWire = offer.ServerWire;
        State = DhcpState.Requesting;
        attempts = 0;
        Send(net);
    }

    private void Finish(NetworkState* net, ref DhcpOffer offer)
    {
        if (offer.Type == DhcpMessage.Refuse)
        {
            Start(net);
            return;
        }

        var isGood = offer.Type == DhcpMessage.Acknowledge && Interface.FromWire(offer.AddressWire).IsUnicast
            && (State == DhcpState.Requesting ? offer.AddressWire == OfferedWire : offer.AddressWire == net->Interface.AddressWire);
        if (!isGood)
        {
            return;
        }

        var lease = offer.LeaseSeconds == 0 ? DefaultLeaseSeconds : Math.Clamp(offer.LeaseSeconds, LeastLeaseSeconds, MostLeaseSeconds);
        var renewal = offer.RenewalSeconds != 0 && offer.RenewalSeconds < lease ? offer.RenewalSeconds : lease / 2;
        var rebinding = offer.RebindingSeconds > renewal && offer.RebindingSeconds < lease ? offer.RebindingSeconds : lease - (lease / 8);
        endsAtMicroseconds = startedMicroseconds + (lease * Second);
        rebindAtMicroseconds = startedMicroseconds + (Math.Max(rebinding, renewal) * Second);
        State = DhcpState.Bound;
        ServerWire = offer.ServerWire != 0 ? offer.ServerWire : ServerWire;
        net->Interface.AddressWire = offer.AddressWire;
        net->Interface.MaskWire = offer.MaskWire != 0 ? offer.MaskWire : uint.MaxValue >> 8;
        net->Interface.GatewayWire = offer.RouterWire;
        net->Dns.ServerWire = offer.NameServerWire != 0 ? offer.NameServerWire : net->Dns.ServerWire;
        net->Timers.Arm(PointerTo(net), startedMicroseconds + (renewal * Second));
    }

    private void Enter(NetworkState* net, DhcpState state)
    {
        State = state;
        attempts = 0;
        startedMicroseconds = net->NowMicroseconds;
        Transaction = (uint)SipHash.Of(secret0, secret1, net->NowMicroseconds, net->Interface.Mac.Wire);
        Send(net);
    }

    /// <summary>
    /// Sends, and again after 4, 8, 16, 32, 64 seconds and a random part of one (RFC 2131, 4.1); with a lease every minute.
    /// </summary>
    private void Send(NetworkState* net)
    {
        WantsToSend = true;
        var wait = HasLease ? 60 * Second : (4 * Second) << Math.Min(attempts, 4);
        wait += SipHash.Of(secret0, secret1, Transaction, (ulong)attempts) % Second;
        attempts++;
        var at = net->NowMicroseconds + wait;
        if (HasLease)
        {
            at = Math.Min(at, State == DhcpState.Renewing ? rebindAtMicroseconds : endsAtMicroseconds);
        }

        net->Timers.Arm(PointerTo(net), at);
    }

    private static TimerNode* PointerTo(NetworkState* net) => &net->Dhcp.Timer;
}
