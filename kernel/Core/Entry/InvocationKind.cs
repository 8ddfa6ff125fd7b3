// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Entry;

/// <summary>How a message is sent.</summary>
[Flags]
public enum InvocationKind : ulong
{
    /// <summary>NBSend: to whoever waits now, or to nobody.</summary>
    NonBlockingSend = 0,

    /// <summary>The sender waits until the message is taken, and is told of a capability that cannot be found.</summary>
    IsBlocking = 1,

    /// <summary>The sender waits for an answer.</summary>
    IsCall = 2,

    /// <summary>A passive receiver gets the sender's scheduling context.</summary>
    CanDonate = 4,

    /// <summary>Send.</summary>
    Send = IsBlocking,

    /// <summary>Call.</summary>
    Call = IsBlocking | IsCall | CanDonate,

    /// <summary>The sending half of a system call that also receives.</summary>
    FirstPhase = CanDonate,

    /// <summary>A timeout fault: as Call, without a scheduling context that could be of use.</summary>
    TimeoutFault = IsBlocking | IsCall,
}
