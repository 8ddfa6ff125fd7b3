// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Capabilities;

/// <summary>Delete and revoke, with the destruction of containers slot by slot.</summary>
/// <remarks>
/// The last capability of a CNode or thread becomes a zombie, which counts the slots still to be cleared, from the last to the
/// first. A container whose last capability lies in a container under destruction is not followed: its zombie moves into its
/// own first slot, where nobody can name it, and goes when the memory is revoked. So there is one level only, no
/// recursion, and cycles end.
/// Progress: each step lowers a zombie's count, removes a capability, or moves a zombie into its own first slot, which it
/// never leaves again.
/// </remarks>
public static unsafe class Deletion
{
    /// <summary>Empties a slot and destroys its object when nothing else names that.</summary>
    [LoopBound(LoopReason.LimitedCall)]
    public static Outcome Delete(Slot* slot)
    {
        while (true)
        {
            SlotState state = Step(slot);
            if (state == SlotState.Empty)
            {
                return Outcome.Success;
            }

            if (state == SlotState.Preempted || Preemption.ShouldPreempt())
            {
                return Outcome.Preempted;
            }
        }
    }

    /// <summary>Deletes everything that was derived from the slot's capability.</summary>
    [LoopBound(LoopReason.LimitedCall)]
    public static Outcome Revoke(Slot* slot)
    {
        while (true)
        {
            Slot* next = Slot.Next(slot);
            if (next == null || !DerivationTree.IsParentOf(slot, next))
            {
                return Outcome.Success;
            }

            if (Delete(next) == Outcome.Preempted || Preemption.ShouldPreempt())
            {
                return Outcome.Preempted;
            }
        }
    }

    /// <summary>Empties a slot of the kernel's own, whose capability can only name an endpoint, notification or reply object.</summary>
    public static Outcome DeleteOne(Slot* slot)
    {
        if (Slot.IsEmpty(slot))
        {
            return Outcome.Success;
        }

        if (DerivationTree.IsFinal(slot) && Finalisation.DestroyQueue(Slot.Load(slot)) == Outcome.Preempted)
        {
            return Outcome.Preempted;
        }

        DerivationTree.Remove(slot);
        return Outcome.Success;
    }

    /// <summary>One bounded step of a deletion.</summary>
    private static SlotState Step(Slot* slot)
    {
        SlotState state = FinaliseSlot(slot);
        if (state != SlotState.HoldsZombie)
        {
            return state;
        }

        Slot.Load(slot).TryAsZombie(out ZombieCapability zombie);
        ulong remaining = zombie.Remaining;
        Slot* first = zombie.Slots;
        Slot* last = first + (remaining - 1);
        if (last == slot)
        {
            return StepInsideOut(slot, first, remaining);
        }

        switch (FinaliseSlot(last))
        {
            case SlotState.Empty:
                Slot.Store(slot, zombie.WithRemaining(remaining - 1).Value);
                return SlotState.HoldsZombie;
            case SlotState.HoldsZombie:
                HideInItself(last);
                return SlotState.HoldsZombie;
            default:
                return SlotState.Preempted;
        }
    }

    /// <summary>The step of a zombie that lies in the container it stands for, with nothing behind it.</summary>
    /// <remarks>From the first slot it goes at last; from another it changes places with the first, whose capability then is
    /// what is left to delete here.</remarks>
    private static SlotState StepInsideOut(Slot* slot, Slot* first, ulong remaining)
    {
        if (remaining == 1)
        {
            DerivationTree.Remove(slot);
            return SlotState.Empty;
        }

        DerivationTree.Swap(Slot.Load(slot), slot, Slot.Load(first), first);
        return SlotState.HoldsZombie;
    }

    /// <summary>Moves a zombie found in another container to its own first slot, and that slot's capability here.</summary>
    private static void HideInItself(Slot* slot)
    {
        Slot.Load(slot).TryAsZombie(out ZombieCapability zombie);
        Slot* first = zombie.Slots;
        DerivationTree.Swap(Slot.Load(slot), slot, Slot.Load(first), first);
    }

    /// <summary>Takes a slot's capability out of use.</summary>
    private static SlotState FinaliseSlot(Slot* slot)
    {
        Capability remainder = Slot.Load(slot);
        if (remainder.IsNull)
        {
            return SlotState.Empty;
        }

        if (remainder.Type != CapabilityType.Zombie
            && Finalisation.Finalise(remainder, DerivationTree.IsFinal(slot), out remainder) == Outcome.Preempted)
        {
            return SlotState.Preempted;
        }

        if (!remainder.TryAsZombie(out ZombieCapability zombie) || zombie.Remaining == 0)
        {
            DerivationTree.Remove(slot);
            return SlotState.Empty;
        }

        Slot.Store(slot, remainder);
        return SlotState.HoldsZombie;
    }
}
