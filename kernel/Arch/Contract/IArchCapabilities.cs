// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.Contract;

/// <summary>Capabilities that only the architecture knows: memory, address spaces, ports. Alias: ArchCapabilities.</summary>
/// <remarks>Called only for types for which IsArchitectural holds (Frame and later).</remarks>
public unsafe interface IArchCapabilities
{
    /// <summary>Whether the type belongs to the architecture.</summary>
    static abstract bool IsArchitectural(CapabilityType type);

    /// <summary>What a copy of the capability would be: frames lose their mapping, unmapped tables are refused
    /// (IllegalOperation).</summary>
    static abstract Error Derive(Capability capability, out Capability derived);

    /// <summary>Applies user-given data (mint, mutate).</summary>
    static abstract Capability UpdateData(Capability capability, ulong data);

    /// <summary>Reduces rights.</summary>
    static abstract Capability MaskRights(Capability capability, CapRights rights);

    /// <summary>Whether b's object lies in a's (the derivation tree's order).</summary>
    static abstract bool SameRegionAs(Capability a, Capability b);

    /// <summary>Whether both name the same object.</summary>
    static abstract bool SameObjectAs(Capability a, Capability b);

    /// <summary>Takes the capability out of use: unmaps, releases identifiers. isFinal: no other capability names the object.</summary>
    static abstract void Finalise(Capability capability, bool isFinal);

    /// <summary>Size of an object as a power of two, zero when the type is unknown.</summary>
    static abstract int ObjectSizeBits(ObjectType type, int userSizeBits);

    /// <summary>Whether objects of this type may be made from device memory.</summary>
    static abstract bool MayBeDevice(ObjectType type);

    /// <summary>Initialises an object in cleared memory and returns its first capability.</summary>
    static abstract Capability CreateObject(ObjectType type, void* region, int userSizeBits, bool isDevice);

    /// <summary>Decodes and performs an invocation on an architectural capability.</summary>
    static abstract Outcome Invoke(Message* message, Slot* slot, Capability capability);

    /// <summary>Whether the portable IrqControl_Get may name this interrupt: Success, RangeError, or IllegalOperation where another
    /// invocation has to be used.</summary>
    static abstract Outcome CheckIrq(Message* message, ulong irq);

    /// <summary>Decodes and performs the IrqControl invocations other than the portable one.</summary>
    static abstract Outcome InvokeIrqControl(Message* message, Slot* slot);

    /// <summary>Finishes an interrupt handler's removal: masks the line, frees the vector.</summary>
    static abstract void ReleaseInterrupt(ulong irq);
}
