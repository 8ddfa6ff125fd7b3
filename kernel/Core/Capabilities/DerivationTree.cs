// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Capabilities;

/// <summary>Which capability was derived from which: one doubly linked list of slots for each boot capability, in pre-order.</summary>
/// <remarks>Invariant: the descendants of a slot follow it directly, and <see cref="IsParentOf"/> is true for exactly those.
/// Depth is limited: memory nests, and an object's capabilities form an original, its badged originals, and their copies.</remarks>
public static unsafe class DerivationTree
{
    /// <summary>Puts a boot capability, which nothing precedes, in an empty slot.</summary>
    public static void InsertRoot(Capability capability, Slot* slot)
    {
        Slot.Store(slot, capability);
        slot->PreviousWord = 0;
        slot->NextWord = Slot.FlagMask;
    }

    /// <summary>Puts the first capability of a new object in an empty slot, as a child of the memory it was made from.</summary>
    public static void InsertNew(Capability capability, Slot* parent, Slot* destination) =>
        Link(capability, parent, destination, Slot.FlagMask);

    /// <summary>Puts a capability derived from the one in <paramref name="source"/> in an empty slot.</summary>
    /// <remarks>Of two Untyped capabilities for the same memory only the newer one has any left to give.</remarks>
    public static void Insert(Capability capability, Slot* source, Slot* destination)
    {
        Capability original = Slot.Load(source);
        Link(capability, source, destination, IsOriginal(capability, original) ? Slot.FlagMask : 0);
        if (capability.TryAsUntyped(out UntypedCapability copy)
            && original.TryAsUntyped(out UntypedCapability memory)
            && copy.ObjectAddress == memory.ObjectAddress
            && copy.SizeBits == memory.SizeBits)
        {
            Slot.Store(source, memory.WithNothingLeft().Value);
        }
    }

    /// <summary>Moves a capability, possibly with new data, to an empty slot; it keeps its place in the tree.</summary>
    public static void Move(Capability capability, Slot* from, Slot* to)
    {
        Slot.Store(to, capability);
        to->PreviousWord = from->PreviousWord;
        to->NextWord = from->NextWord;
        Clear(from);
        Reattach(to);
    }

    /// <summary>Exchanges the contents of two slots; each capability, possibly with new data, keeps its place in the tree.</summary>
    /// <remarks>The two may be neighbours, and either may be empty.</remarks>
    public static void Swap(Capability first, Slot* a, Capability second, Slot* b)
    {
        ulong previousOfA = a->PreviousWord == (ulong)b ? (ulong)a : a->PreviousWord;
        ulong previousOfB = b->PreviousWord == (ulong)a ? (ulong)b : b->PreviousWord;
        ulong nextOfA = Renamed(a->NextWord, b, a);
        ulong nextOfB = Renamed(b->NextWord, a, b);
        Slot.Store(a, second);
        Slot.Store(b, first);
        a->PreviousWord = previousOfB;
        a->NextWord = nextOfB;
        b->PreviousWord = previousOfA;
        b->NextWord = nextOfA;
        Reattach(a);
        Reattach(b);
    }

    /// <summary>Takes the capability out of the tree and leaves the slot empty; its children become its parent's.</summary>
    public static void Remove(Slot* slot)
    {
        Slot* previous = Slot.Previous(slot);
        Slot* next = Slot.Next(slot);
        if (previous != null)
        {
            Slot.SetNext(previous, next);
        }

        if (next != null)
        {
            next->PreviousWord = (ulong)previous;
            next->NextWord |= slot->NextWord & Slot.FirstBadgedFlag;
        }

        Clear(slot);
    }

    /// <summary>Whether the capability in <paramref name="b"/>, which follows <paramref name="a"/>, was derived from that in a.</summary>
    public static bool IsParentOf(Slot* a, Slot* b)
    {
        if ((a->NextWord & Slot.RevocableFlag) == 0)
        {
            return false;
        }

        Capability parent = Slot.Load(a);
        Capability child = Slot.Load(b);
        if (!CapabilityRules.SameRegionAs(parent, child))
        {
            return false;
        }

        ulong badge = BadgeOf(parent);
        return badge == 0 || (badge == BadgeOf(child) && (b->NextWord & Slot.FirstBadgedFlag) == 0);
    }

    /// <summary>Whether anything is left of what was made from the memory that the slot's capability names.</summary>
    public static bool HasChildren(Slot* slot, UntypedCapability memory)
    {
        Slot* next = Slot.Next(slot);
        return next != null && CapabilityRules.Contains(memory, Slot.Load(next));
    }

    /// <summary>DeleteFirst when the slot holds a capability.</summary>
    public static Error EnsureEmptySlot(Slot* slot) => Slot.IsEmpty(slot) ? Error.NoError : Error.DeleteFirst;

    /// <summary>Whether no other capability names the slot's object.</summary>
    /// <remarks>All capabilities of one object are neighbours in the list, so two comparisons decide.</remarks>
    public static bool IsFinal(Slot* slot)
    {
        Slot* previous = Slot.Previous(slot);
        Slot* next = Slot.Next(slot);
        Capability capability = Slot.Load(slot);
        return (previous == null || !CapabilityRules.SameObjectAs(Slot.Load(previous), capability))
            && (next == null || !CapabilityRules.SameObjectAs(capability, Slot.Load(next)));
    }

    /// <summary>Whether a derived capability may itself have children: memory, a fresh badge, an object issued by a control
    /// capability.</summary>
    private static bool IsOriginal(Capability capability, Capability source)
    {
        if (capability.Type != source.Type || capability.Type == CapabilityType.Untyped)
        {
            return true;
        }

        return BadgeOf(capability) != BadgeOf(source);
    }

    private static ulong BadgeOf(Capability capability) =>
        capability.Type is CapabilityType.Endpoint or CapabilityType.Notification ? capability.Word1 : 0;

    private static void Link(Capability capability, Slot* after, Slot* destination, ulong flags)
    {
        Slot* next = Slot.Next(after);
        Slot.Store(destination, capability);
        destination->PreviousWord = (ulong)after;
        destination->NextWord = (ulong)next | flags;
        Slot.SetNext(after, destination);
        if (next != null)
        {
            next->PreviousWord = (ulong)destination;
        }
    }

    /// <summary>Makes the neighbours of a slot whose links are set point back at it.</summary>
    private static void Reattach(Slot* slot)
    {
        Slot* previous = Slot.Previous(slot);
        Slot* next = Slot.Next(slot);
        if (previous != null)
        {
            Slot.SetNext(previous, slot);
        }

        if (next != null)
        {
            next->PreviousWord = (ulong)slot;
        }
    }

    private static ulong Renamed(ulong nextWord, Slot* from, Slot* to) =>
        (nextWord & ~Slot.FlagMask) == (ulong)from ? (ulong)to | (nextWord & Slot.FlagMask) : nextWord;

    private static void Clear(Slot* slot)
    {
        slot->Word0 = 0;
        slot->Word1 = 0;
        slot->PreviousWord = 0;
        slot->NextWord = 0;
    }
}
