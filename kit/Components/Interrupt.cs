// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>An interrupt of this component.</summary>
public readonly unsafe struct Interrupt
{
    private readonly ComponentInterrupt* entry;

    internal Interrupt(ComponentInterrupt* entry) => this.entry = entry;

    /// <summary>Its identifier in the description.</summary>
    public uint Id => entry->Id;

    /// <summary>Lets the next one come.</summary>
    public void Acknowledge() => Require.Success(new IrqHandler(entry->Slot).Ack());

    /// <summary>Lets the next one come when this component waits for its next event, in the same system call.</summary>
    public void AcknowledgeDeferred() =>
        EventLoop.Defer(entry->Slot, MessageInfo.Create((ulong)InvocationLabel.IrqHandlerAck, 0, 0, 0));

    /// <summary>Whether two are the same.</summary>
    public static bool operator ==(Interrupt left, Interrupt right) => left.entry == right.entry;

    /// <summary>Whether two are not the same.</summary>
    public static bool operator !=(Interrupt left, Interrupt right) => left.entry != right.entry;

    /// <inheritdoc/>
    public override bool Equals(object? other) => false;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Id;
}
