// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>A child of this component, which stops and starts it and hears of its faults.</summary>
public readonly unsafe struct Child
{
    private readonly ComponentChild* entry;

    internal Child(ComponentChild* entry) => this.entry = entry;

    /// <summary>Its identifier in the description.</summary>
    public uint Id => entry->Id;

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name => Configuration.NameAt(entry->Name);

    private Tcb Thread => new(entry->ThreadSlot);

    /// <summary>Stops it where it is.</summary>
    public void Stop() => Require.Success(Thread.Suspend());

    /// <summary>Lets it go on where it was stopped.</summary>
    public void Resume() => Require.Success(Thread.Resume());

    /// <summary>Starts it at its first instruction. Its memory is as it was: who needs it pristine gives it a restart policy.</summary>
    public void Restart() => Restart(entry->Entry);

    /// <summary>Starts it at an address.</summary>
    public void Restart(ulong address)
    {
        var registers = default(UserContext);
        Require.Success(Thread.ReadRegisters(true, 0, UserContext.Length, ref registers));
        registers.Rip = address;
        registers.Rsp = entry->StackTop;
        registers.Rdi = entry->Argument;
        Require.Success(Thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
    }

    /// <summary>Whether two are the same.</summary>
    public static bool operator ==(Child left, Child right) => left.entry == right.entry;

    /// <summary>Whether two are not the same.</summary>
    public static bool operator !=(Child left, Child right) => left.entry != right.entry;

    /// <inheritdoc/>
    public override bool Equals(object? other) => false;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Id;
}
