// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Boot;

/// <summary>The initial thread's root CNode while boot fills it: the fixed slots, then one after the other.</summary>
public unsafe struct RootSlots
{
    /// <summary>Slots of the CNode.</summary>
    public const ulong Capacity = 1ul << ProfileParameters.RootCNodeBits;

    /// <summary>The CNode, cleared.</summary>
    public Slot* Slots;

    /// <summary>Next slot to be filled.</summary>
    public ulong Next;

    /// <summary>Puts a capability in its fixed slot.</summary>
    public static void Set(RootSlots* root, RootSlot slot, Capability capability) =>
        DerivationTree.InsertRoot(capability, root->Slots + (ulong)slot);

    /// <summary>Puts a capability in the next slot; the caller has made sure that there is one.</summary>
    public static void Append(RootSlots* root, Capability capability) =>
        DerivationTree.InsertRoot(capability, root->Slots + root->Next++);

    /// <summary>Slots that are left.</summary>
    public static ulong Left(RootSlots* root) => Capacity - root->Next;
}
