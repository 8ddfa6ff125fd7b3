// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User.Memory;

/// <summary>A run of empty slots in the root task's CNode, handed out in order.</summary>
public struct SlotRange(ulong first, ulong end)
{
    private readonly ulong first = first;
    private readonly ulong end = end;
    private ulong next = first;

    /// <summary>Slots not handed out.</summary>
    public readonly ulong Remaining => end - next;

    /// <summary>Takes the next slot.</summary>
    public ulong Take()
    {
        Require.That(next < end);
        return next++;
    }

    /// <summary>Takes a run of slots out of this one.</summary>
    public SlotRange TakeRange(ulong count)
    {
        Require.That(count <= Remaining);
        var range = new SlotRange(next, next + count);
        next += count;
        return range;
    }

    /// <summary>Counts all slots as empty again.</summary>
    public void Reset() => next = first;
}
