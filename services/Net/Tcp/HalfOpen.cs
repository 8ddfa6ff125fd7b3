// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>A SYN that was answered and whose third segment has not come.</summary>
internal unsafe struct HalfOpen
{
    /// <summary>Key and timer. The first field.</summary>
    public Flow Flow;

    /// <summary>The next that has its answer to send again.</summary>
    public HalfOpen* NextPending;

    /// <summary>Where the SYN came from.</summary>
    public MacAddress Mac;

    /// <summary>When it was answered first.</summary>
    public ulong AnsweredMicroseconds;

    /// <summary>Our first sequence number.</summary>
    public uint InitialSend;

    /// <summary>The peer's first sequence number.</summary>
    public uint InitialReceive;

    /// <summary>The peer's segment size.</summary>
    public ushort MaximumSegment;

    /// <summary>The peer's scale.</summary>
    public byte Scale;

    /// <summary>Whether both sides scale windows.</summary>
    public bool HasScale;

    /// <summary>Whether both sides take selective acknowledgements.</summary>
    public bool AllowsSack;

    /// <summary>How often the answer was sent.</summary>
    public byte Attempts;

    /// <summary>Whether it waits in the list of those with something to send.</summary>
    public bool IsPending;

    /// <summary>Whether it is in use; one that is not may still wait in the list.</summary>
    public bool IsInUse;
}
