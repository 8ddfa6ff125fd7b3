// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>Interrupts of the PC.</summary>
[PartOf(typeof(IIrqControl))]
public interface IIrqControlX64 : ICapability
{
    /// <summary>Makes the handler of an interrupt that arrives at a pin of an I/O APIC.</summary>
    /// <param name="root">Root of the destination's capability space.</param>
    /// <param name="index">Address of the destination.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    /// <param name="ioApic">Which I/O APIC, counted as in the ACPI tables.</param>
    /// <param name="pin">Which pin.</param>
    /// <param name="isLevelTriggered">1 for level, 0 for edge.</param>
    /// <param name="isActiveLow">1 for active low, 0 for active high.</param>
    /// <param name="vector">Vector the interrupt shall use, from 0.</param>
    [Invocation("X86IRQIssueIRQHandlerIOAPIC")]
    [Refuses(
        Error.RangeError,
        "there is no such I/O APIC, pin or vector, level or polarity are neither 0 nor 1, or the depth is not possible")]
    [Refuses(Error.IllegalOperation, "the machine has no I/O APIC in use")]
    [Refuses(Error.RevokeFirst, "the vector has a handler")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    Error GetIoApic(ICNode root, ulong index, byte depth, ulong ioApic, ulong pin, ulong isLevelTriggered, ulong isActiveLow, ulong vector);

    /// <summary>Makes the handler of an interrupt that a PCI device signals by a message.</summary>
    /// <param name="root">Root of the destination's capability space.</param>
    /// <param name="index">Address of the destination.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    /// <param name="pciBus">Bus of the device.</param>
    /// <param name="pciDevice">Its number on the bus.</param>
    /// <param name="pciFunction">Its function.</param>
    /// <param name="handle">Value in the data part of the message.</param>
    /// <param name="vector">Vector the interrupt shall use, from 0.</param>
    [Invocation("X86IRQIssueIRQHandlerMSI")]
    [Refuses(Error.RangeError, "vector, bus, device or function are not possible, or the depth is not")]
    [Refuses(Error.IllegalOperation, "the machine has no I/O APIC in use")]
    [Refuses(Error.RevokeFirst, "the vector has a handler")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    Error GetMsi(ICNode root, ulong index, byte depth, ulong pciBus, ulong pciDevice, ulong pciFunction, ulong handle, ulong vector);
}
