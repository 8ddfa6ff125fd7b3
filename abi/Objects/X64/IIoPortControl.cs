// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>The authority over all I/O ports.</summary>
public interface IIoPortControl : ICapability
{
    /// <summary>Makes a capability to a range of ports.</summary>
    /// <param name="firstPort">First port.</param>
    /// <param name="lastPort">Last port, included.</param>
    /// <param name="root">Root of the destination's capability space.</param>
    /// <param name="index">Address of the destination.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("X86IOPortControlIssue")]
    [Refuses(Error.InvalidArgument, "the last port lies before the first")]
    [Refuses(Error.RevokeFirst, "one of the ports is in a range handed out before")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.RangeError, "the depth is zero or more than a word has bits")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    Error Issue(ulong firstPort, ulong lastPort, ICNode root, ulong index, byte depth);
}
