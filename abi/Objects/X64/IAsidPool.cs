// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>A pool of address-space identifiers, 512 of them.</summary>
public interface IAsidPool : ICapability
{
    /// <summary>Gives an address space an identifier, which it needs before anything can be mapped or run in it.</summary>
    /// <param name="vspace">The root of the address space.</param>
    [Invocation("X86ASIDPoolAssign")]
    [Refuses(Error.InvalidCapability, "it is not the root of an address space, or has an identifier")]
    [Refuses(Error.FailedLookup, "the pool is not in use any more")]
    [Refuses(Error.DeleteFirst, "the pool has no identifier left")]
    Error Assign(IPml4 vspace);
}
