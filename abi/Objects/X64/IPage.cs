// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>A frame of memory: 4 KiB, 2 MiB or 1 GiB.</summary>
/// <remarks>Each capability to a frame is mapped at most once; copies can be mapped elsewhere.</remarks>
public interface IPage : ICapability
{
    /// <summary>Maps the frame, or changes rights and attributes where it is mapped.</summary>
    /// <param name="vspace">The address space.</param>
    /// <param name="address">The address.</param>
    /// <param name="rights">Read and Write, as far as the capability has them.</param>
    /// <param name="attributes">How it is cached.</param>
    [Invocation("X86PageMap")]
    [Refuses(Error.InvalidCapability, "it is no address space or has no identifier, or the frame is mapped in another one")]
    [Refuses(Error.InvalidArgument, "the address is the kernel's, or the frame is mapped at another one")]
    [Refuses(Error.AlignmentError, "the address is not aligned to the frame's size")]
    [Refuses(Error.FailedLookup, "a level above is missing there, or the identifier of the address space is not valid any more")]
    [Refuses(Error.DeleteFirst, "something else is mapped there")]
    [Refuses(Error.IllegalOperation, "the frame is mapped for a device")]
    Error Map(IPml4 vspace, ulong address, CapRights rights, VmAttributes attributes);

    /// <summary>Removes the mapping, if there is one.</summary>
    [Invocation("X86PageUnmap")]
    Error Unmap();

    /// <summary>Maps the frame for a device.</summary>
    /// <param name="ioSpace">The device's address space.</param>
    /// <param name="rights">Read and Write, at least one.</param>
    /// <param name="ioAddress">The address.</param>
    [Invocation("X86PageMapIO")]
    [Only(Feature.IoMmu)]
    [Refuses(Error.InvalidCapability, "it is no device's address space, the frame is mapped already, or it is larger than 4 KiB")]
    [Refuses(Error.InvalidArgument, "no rights are asked for, or more than the capability has")]
    [Refuses(Error.FailedLookup, "a level above is missing there")]
    [Refuses(Error.DeleteFirst, "something else is mapped there")]
    Error MapIo(IIoSpace ioSpace, CapRights rights, ulong ioAddress);

    /// <summary>Tells the frame's physical address.</summary>
    /// <param name="physicalAddress">The address.</param>
    [Invocation("X86PageGetAddress")]
    Error GetAddress(out ulong physicalAddress);
}
