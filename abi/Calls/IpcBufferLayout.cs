// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>The part of a page through which long messages and capabilities travel.</summary>
[Record(Alignment = 1024, OffsetsOnly = true)]
[CName("seL4_IPCBuffer")]
public struct IpcBufferLayout
{
    /// <summary>Message info, by convention of user level; the kernel uses the register.</summary>
    [CName("tag")]
    public ulong Tag;

    /// <summary>Message words; the first ones travel in registers and their places here are not touched by the kernel.</summary>
    [Repeated(Limits.MessageMaximumLength)]
    [CName("msg")]
    public ulong Message;

    /// <summary>For user level: by convention the address of the buffer itself.</summary>
    [CName("userData")]
    public ulong UserData;

    /// <summary>Capability addresses to send; badges of unwrapped capabilities received.</summary>
    [Repeated(Limits.MessageMaximumExtraCaps)]
    [CName("caps_or_badges")]
    public ulong CapsOrBadges;

    /// <summary>Root of the capability space in which a received capability is put.</summary>
    [CName("receiveCNode")]
    public ulong ReceiveCNode;

    /// <summary>Address, in that space, of the slot it is put into.</summary>
    [CName("receiveIndex")]
    public ulong ReceiveIndex;

    /// <summary>Bits of the address to translate.</summary>
    [CName("receiveDepth")]
    public ulong ReceiveDepth;
}
