// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>The authority over one interrupt.</summary>
/// <remarks>The interrupt arrives as a signal and stays masked until it is acknowledged.</remarks>
public interface IIrqHandler : ICapability
{
    /// <summary>Lets the interrupt come again.</summary>
    [Invocation("IRQAckIRQ")]
    Error Ack();

    /// <summary>Says where the interrupt's signal goes.</summary>
    /// <param name="notification">The notification, through a capability that may signal.</param>
    [Invocation("IRQSetIRQHandler")]
    [Refuses(Error.InvalidCapability, "it is not a notification that may be signalled")]
    Error SetNotification(INotification notification);

    /// <summary>Takes the notification away; the interrupt then stays masked when it comes.</summary>
    [Invocation("IRQClearIRQHandler")]
    Error Clear();
}
