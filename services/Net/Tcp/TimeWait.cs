// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>What is kept of a connection that has ended, so that late segments do no harm. Source: RFC 9293, 3.3.2.</summary>
internal struct TimeWait
{
    /// <summary>Key and timer. The first field.</summary>
    public Flow Flow;

    /// <summary>Our next sequence number.</summary>
    public uint SendNext;

    /// <summary>The peer's next sequence number.</summary>
    public uint ReceiveNext;

    /// <summary>Whether it is in use.</summary>
    public bool IsInUse;
}
