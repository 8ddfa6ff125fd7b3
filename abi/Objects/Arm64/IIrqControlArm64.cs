// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Interrupts of the generic interrupt controller.</summary>
[PartOf(typeof(IIrqControl))]
public interface IIrqControlArm64 : ICapability
{
    /// <summary>Makes the handler of an interrupt and sets how it is triggered.</summary>
    /// <param name="irq">The interrupt.</param>
    /// <param name="isEdgeTriggered">1 for edge, 0 for level.</param>
    /// <param name="root">Root of the destination's capability space.</param>
    /// <param name="index">Address of the destination.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("ARMIRQIssueIRQHandlerTrigger")]
    [Refuses(Error.RangeError, "there is no such interrupt, or the depth is not possible")]
    [Refuses(Error.IllegalOperation, "the machine cannot set the trigger")]
    [Refuses(Error.RevokeFirst, "the interrupt has a handler")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    Error GetTrigger(ulong irq, ulong isEdgeTriggered, ICNode root, ulong index, byte depth);

    /// <summary>Makes a capability that signals a software-generated interrupt.</summary>
    /// <param name="irq">The interrupt, 0 to 15.</param>
    /// <param name="target">The core.</param>
    /// <param name="root">Root of the destination's capability space.</param>
    /// <param name="index">Address of the destination.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("ARMIRQIssueSGISignal")]
    [Refuses(Error.RangeError, "there is no such interrupt or core, or the depth is not possible")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    Error IssueSgiSignal(ulong irq, ulong target, ICNode root, ulong index, byte depth);
}
