// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Timing;

/// <summary>A timer: the first field of what it belongs to, and a link of a list of the wheel.</summary>
internal unsafe struct TimerNode
{
    /// <summary>The next timer in the same slot.</summary>
    public TimerNode* Next;

    /// <summary>The one before; null at the head.</summary>
    public TimerNode* Previous;

    /// <summary>When it fires.</summary>
    public ulong Tick;

    /// <summary>The list it is in: level times 64 plus slot.</summary>
    public ushort Slot;

    /// <summary>Whom it wakes.</summary>
    public TimerKind Kind;

    /// <summary>Whether it is in a list.</summary>
    public bool IsArmed;
}
