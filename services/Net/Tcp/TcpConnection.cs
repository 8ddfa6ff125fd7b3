// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>A connection. Names in comments are those of RFC 9293, 3.3.1.</summary>
internal unsafe struct TcpConnection
{
    /// <summary>Bytes of the prepared headers: Ethernet, IPv4, TCP, rounded up to whole words.</summary>
    public const int TemplateBytes = 56;

    /// <summary>Parts that the data to send may have.</summary>
    public const int MostExtents = 8;

    /// <summary>Key and timer. The first field.</summary>
    public Flow Flow;

    /// <summary>What every segment begins with: addresses, ports and constants.</summary>
    public fixed byte Template[TemplateBytes];

    /// <summary>Sum of the pseudo-header without length, and of the ports.</summary>
    public ulong SegmentSum;

    /// <summary>Sum of the IPv4 header without length.</summary>
    public ulong PacketSum;

    /// <summary>The state.</summary>
    public TcpState State;

    /// <summary>Why it is closed.</summary>
    public NetError Error;

    /// <summary>The list in which it waits to send.</summary>
    public WaitingList Waits;

    /// <summary>Events not taken yet.</summary>
    public TcpEvents Events;

    /// <summary>Whether it is in the list of those with events.</summary>
    public bool IsInEvents;

    /// <summary>Whether the application has given up its handle.</summary>
    public bool IsOrphan;

    /// <summary>Whether an acknowledgement has to go out with the next poll.</summary>
    public bool WantsAcknowledgement;

    /// <summary>Whether data was received that was not acknowledged.</summary>
    public bool HasUnacknowledged;

    /// <summary>Whether the application has finished sending.</summary>
    public bool HasFin;

    /// <summary>Whether a reset is to be sent, and nothing after it.</summary>
    public bool WantsReset;

    /// <summary>Whether small segments do not wait for acknowledgements.</summary>
    public bool IsImmediate;

    /// <summary>Whether the application wants to know when there is room.</summary>
    public bool WantsWritable;

    /// <summary>Whether a probe of the peer's window is to be sent.</summary>
    public bool WantsProbe;

    /// <summary>Whether a probe of an idle peer is to be sent.</summary>
    public bool WantsKeepAlive;

    /// <summary>Whether the neighbour's Ethernet address is in the template.</summary>
    public bool HasMac;

    /// <summary>Whether windows are scaled.</summary>
    public bool HasScale;

    /// <summary>Whether both sides take selective acknowledgements.</summary>
    public bool AllowsSack;

    /// <summary>Whether a loss is being repaired.</summary>
    public bool IsRecovering;

    /// <summary>Whether the first unacknowledged segment is to be sent again.</summary>
    public bool WantsRepair;

    /// <summary>Whether a segment is being timed.</summary>
    public bool IsTiming;

    /// <summary>Whether the peer's FIN has been seen, perhaps before all data.</summary>
    public bool HasPeerFin;

    /// <summary>Listener that took the connection, plus one; 0 once its first event is taken.</summary>
    public ushort ListenerPlusOne;

    /// <summary>Which user of the place; odd while in use.</summary>
    public uint Generation;

    /// <summary>The next in the list in which it waits to send.</summary>
    public TcpConnection* NextPending;

    /// <summary>The next in the list of those with events.</summary>
    public TcpConnection* NextEvent;

    /// <summary>Whatever the application likes.</summary>
    public ulong UserData;

    /// <summary>The next station on the way.</summary>
    public uint HopWire;

    /// <summary>Most data of a segment to send.</summary>
    public ushort MaximumSegment;

    /// <summary>Shift of windows received (Snd.Wind.Shift).</summary>
    public byte SendScale;

    /// <summary>Shift of windows sent (Rcv.Wind.Shift).</summary>
    public byte ReceiveScale;

    // Sending.

    /// <summary>First sequence number (ISS).</summary>
    public uint InitialSend;

    /// <summary>First number that was not acknowledged (SND.UNA).</summary>
    public uint SendUnacknowledged;

    /// <summary>Next number to send (SND.NXT); goes back after a timeout.</summary>
    public uint SendNext;

    /// <summary>The number after the highest that was sent.</summary>
    public uint SendHighest;

    /// <summary>The number after the last byte that the application gave; that of the FIN.</summary>
    public uint SendEnd;

    /// <summary>The peer's window (SND.WND).</summary>
    public uint SendWindow;

    /// <summary>The greatest window the peer has given.</summary>
    public uint GreatestWindow;

    /// <summary>SND.WL1.</summary>
    public uint WindowSequence;

    /// <summary>SND.WL2.</summary>
    public uint WindowAcknowledgement;

    /// <summary>Ring of data to send.</summary>
    public byte* SendRing;

    /// <summary>Bytes ever put into the ring.</summary>
    public uint RingPut;

    /// <summary>Bytes ever taken out of it.</summary>
    public uint RingTaken;

    /// <summary>Parts of the data to send.</summary>
    public SendExtent* Extents;

    /// <summary>The first part, modulo <see cref="MostExtents"/>.</summary>
    public byte FirstExtent;

    /// <summary>How many parts there are.</summary>
    public byte ExtentCount;

    /// <summary>Acknowledgements in a row that acknowledged nothing new.</summary>
    public byte DuplicateAcknowledgements;

    /// <summary>Timeouts in a row.</summary>
    public byte Attempts;

    /// <summary>Probes of an idle peer in a row.</summary>
    public byte KeepAliveProbes;

    /// <summary>What the peer has acknowledged selectively.</summary>
    public SequenceRanges Acknowledged;

    /// <summary>Congestion control.</summary>
    public Congestion Congestion;

    /// <summary>Where the repair of a loss ends (RFC 6582: recover).</summary>
    public uint RecoveryEnd;

    /// <summary>The number after what was sent again in this repair (RFC 6675: HighRxt).</summary>
    public uint HighestRepaired;

    /// <summary>Round-trip time.</summary>
    public RoundTrip RoundTrip;

    /// <summary>The number whose acknowledgement ends the measurement.</summary>
    public uint TimedSequence;

    /// <summary>When it was sent.</summary>
    public ulong TimedSince;

    // Receiving.

    /// <summary>Next number expected (RCV.NXT).</summary>
    public uint ReceiveNext;

    /// <summary>The number after the last that the peer may send.</summary>
    public uint ReceiveEdge;

    /// <summary>The number of the first byte that the application has not read.</summary>
    public uint ReadNext;

    /// <summary>The number of the peer's FIN, when it has been seen.</summary>
    public uint PeerFin;

    /// <summary>A number of the latest data that arrived out of order.</summary>
    public uint LatestOutOfOrder;

    /// <summary>Ring of received data; a number's place is its lowest bits.</summary>
    public byte* ReceiveRing;

    /// <summary>What has arrived out of order; its bytes are in the ring already.</summary>
    public SequenceRanges OutOfOrder;

    // Times; 0 for off.

    /// <summary>When to send again, or to probe the window.</summary>
    public ulong RetransmitAt;

    /// <summary>When to acknowledge at the latest.</summary>
    public ulong AcknowledgeAt;

    /// <summary>When to probe an idle peer, or to give up waiting for its end.</summary>
    public ulong IdleAt;

    /// <summary>When the last segment came.</summary>
    public ulong LastReceived;

    /// <summary>When the last segment left.</summary>
    public ulong LastSent;

    /// <summary>After what time without a segment the peer is probed; 0 for never.</summary>
    public ulong KeepAliveMicroseconds;

    /// <summary>When an acknowledgement that only a doubtful segment asked for may be sent again.</summary>
    public ulong NextChallenge;

    /// <summary>Bytes that the application may have in flight: sent and not acknowledged.</summary>
    public readonly uint InFlight => SendNext - SendUnacknowledged;

    /// <summary>Whether our FIN has been acknowledged.</summary>
    public readonly bool IsFinAcknowledged => HasFin && SendUnacknowledged == SendEnd + 1;

    /// <summary>Whether data can still come.</summary>
    public readonly bool CanReceive => State is TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2;

    /// <summary>Whether the application may still give data to send.</summary>
    public readonly bool CanSend =>
        !HasFin && State is TcpState.Established or TcpState.CloseWait or TcpState.SynSent or TcpState.SynReceived;
}
