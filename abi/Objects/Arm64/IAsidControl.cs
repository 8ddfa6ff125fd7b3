// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>The authority to make pools of address-space identifiers.</summary>
public interface IAsidControl : ICapability
{
    /// <summary>Makes a pool from untyped memory.</summary>
    /// <param name="untyped">Untyped memory of a page, not used for anything.</param>
    /// <param name="root">Root of the destination's capability space.</param>
    /// <param name="index">Address of the destination.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("ARMASIDControlMakePool")]
    [Refuses(Error.InvalidCapability, "it is not untyped memory of the size of a pool, or of a device")]
    [Refuses(Error.RevokeFirst, "the untyped memory is in use")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.RangeError, "the depth is zero or more than a word has bits")]
    [Refuses(Error.DeleteFirst, "the destination is occupied, or there are as many pools as there can be")]
    Error MakePool(IUntyped untyped, ICNode root, ulong index, byte depth);
}
