// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>The authority over all interrupts.</summary>
/// <remarks>There is one, given to the initial thread. It hands out handlers for single interrupts.</remarks>
public interface IIrqControl : ICapability
{
    /// <summary>Makes the handler of an interrupt that the architecture numbers by itself.</summary>
    /// <param name="irq">The interrupt.</param>
    /// <param name="root">Root of the destination's capability space.</param>
    /// <param name="index">Address of the destination.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("IRQIssueIRQHandler")]
    [Refuses(Error.RangeError, "there is no such interrupt, or the depth is not possible")]
    [Refuses(Error.IllegalOperation, "interrupts come through an I/O APIC (x86), which has an invocation of its own")]
    [Refuses(Error.RevokeFirst, "the interrupt has a handler")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    Error Get(ulong irq, ICNode root, ulong index, byte depth);
}
