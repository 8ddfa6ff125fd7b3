// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>State of a connection. Source: RFC 9293, 3.3.2. Handshakes that a listener answers are kept apart and have none.</summary>
public enum TcpState : byte
{
    /// <summary>It has ended; why is its error.</summary>
    Closed,

    /// <summary>Our SYN was sent.</summary>
    SynSent,

    /// <summary>Both sent a SYN at the same time.</summary>
    SynReceived,

    /// <summary>Data goes both ways.</summary>
    Established,

    /// <summary>We have finished; the peer has not acknowledged that.</summary>
    FinWait1,

    /// <summary>We have finished; the peer has not.</summary>
    FinWait2,

    /// <summary>The peer has finished; we have not.</summary>
    CloseWait,

    /// <summary>Both have finished at the same time; the peer has not acknowledged that.</summary>
    Closing,

    /// <summary>Both have finished; the peer has not acknowledged that.</summary>
    LastAck,

    /// <summary>Both have finished; late segments are awaited.</summary>
    TimeWait,
}
