// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>A reply object (32 bytes): names a blocked caller and links the calls one scheduling context is lent through.</summary>
/// <remarks>Head of the stack: the most recent call; its NextWord is the scheduling context with HeadFlag set.
/// Following Previous leads to the earlier callers.</remarks>
public unsafe struct Reply
{
    /// <summary>Set in NextWord when it names the scheduling context and not a reply object.</summary>
    public const ulong HeadFlag = 1;

    /// <summary>The thread that waits for the reply, or that will give this object to its next caller.</summary>
    public Tcb* Thread;

    /// <summary>Reply object of the call before this one on the same scheduling context.</summary>
    public Reply* Previous;

    /// <summary>Reply object of the call after this one, or the scheduling context (HeadFlag), zero when neither.</summary>
    public ulong NextWord;

    private readonly ulong reserved;
}
