// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>One end of a channel.</summary>
public readonly unsafe struct Channel
{
    private readonly ComponentChannel* entry;

    internal Channel(ComponentChannel* entry) => this.entry = entry;

    /// <summary>Its identifier in the description.</summary>
    public uint Id => entry->Id;

    /// <summary>How often the peer was started anew; always zero for one that never is.</summary>
    public ulong PeerGeneration
    {
        get
        {
            var lives = (LifeEntry*)Configuration.Header->LivesAddress;
            return lives == null ? 0 : lives[LifeEntry.First + PeerDomain].Generation;
        }
    }

    /// <summary>Index of the peer among protection domains.</summary>
    internal uint PeerDomain => entry->PeerDomain;

    /// <summary>The peer's name.</summary>
    public ReadOnlySpan<byte> PeerName => Configuration.NameAt(entry->Peer);

    /// <summary>Tells the peer that something has happened; the description must allow it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Notify()
    {
        if (entry->GroupSlot != 0)
        {
            Kernel.Signal(entry->GroupSlot);
        }

        Kernel.Signal(entry->NotifySlot);
    }

    /// <summary>Tells the peer when this component waits for its next event, in the same system call.</summary>
    public void NotifyDeferred()
    {
        if (entry->GroupSlot != 0)
        {
            Kernel.Signal(entry->GroupSlot);
        }

        EventLoop.Defer(entry->NotifySlot, default);
    }

    /// <summary>Tells the peer, when this component waits for its next event if that is what it does next.</summary>
    public void Notify(bool isAboutToWait)
    {
        if (isAboutToWait)
        {
            NotifyDeferred();
        }
        else
        {
            Notify();
        }
    }

    /// <summary>Calls the peer and waits for the reply, which replaces the message; the description must allow it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Call(ref Message message) => message.Info = Kernel.Call(entry->CallSlot, message.Info, ref message.Words);

    /// <summary>Whether two are the same.</summary>
    public static bool operator ==(Channel left, Channel right) => left.entry == right.entry;

    /// <summary>Whether two are not the same.</summary>
    public static bool operator !=(Channel left, Channel right) => left.entry != right.entry;

    /// <inheritdoc/>
    public override bool Equals(object? other) => false;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Id;
}
