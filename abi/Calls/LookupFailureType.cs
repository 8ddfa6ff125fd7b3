// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>Why a capability address did not lead to a slot.</summary>
[CEnum("seL4_LookupFailureType", Prefix = "seL4_")]
public enum LookupFailureType : ulong
{
    /// <summary>It did.</summary>
    NoFailure,

    /// <summary>The root of the capability space is not a CNode.</summary>
    InvalidRoot,

    /// <summary>There is no capability where one is needed. Detail: address bits left to translate.</summary>
    MissingCapability,

    /// <summary>The address has too few or too many bits. Details: address bits left; bits the CNode translates.</summary>
    DepthMismatch,

    /// <summary>The address does not have the CNode's guard. Details: address bits left; the guard; its size.</summary>
    GuardMismatch,
}
