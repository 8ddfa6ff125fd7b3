// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Gives every protection domain its capabilities, and looks afterwards that there are these and no others.</summary>
internal static unsafe class Capabilities
{
    /// <summary>Gives them.</summary>
    public static void Give(Layout layout)
    {
        var entries = layout.Entries<CapabilityEntry>(layout.Header->Capabilities);
        for (uint i = 0; i < layout.Header->Capabilities.Count; i++)
        {
            var entry = entries + i;
            var error = new CNode(Slots.Of(entry->CNode)).Mint(
                entry->Slot, (byte)entry->CNodeBits, RootCNode.Node, Slots.Of(entry->Object), RootCNode.FullDepth,
                new CapRights(entry->Rights), entry->Badge);
            Refusal.Unless(error, "a capability cannot be given"u8, default);
        }
    }

    /// <summary>Reads every slot of every CNode; the entries are in the order of CNodes and slots.</summary>
    public static void Verify(Layout layout)
    {
        var entries = layout.Entries<CapabilityEntry>(layout.Header->Capabilities);
        var count = layout.Header->Capabilities.Count;
        for (uint i = 0; i < count;)
        {
            var node = entries[i].CNode;
            var bits = entries[i].CNodeBits;
            for (ulong slot = 0; slot < 1ul << (int)bits; slot++)
            {
                var isExpected = i < count && entries[i].CNode == node && entries[i].Slot == slot;
                if (IsEmpty(node, slot, bits) == isExpected)
                {
                    Refusal.Stop("a capability space does not have what its protection domain shall have"u8);
                }

                i += isExpected ? 1u : 0;
            }
        }
    }

    /// <summary>Looks by trying to copy what is there; a capability that may not be copied is one all the same.</summary>
    private static bool IsEmpty(uint node, ulong slot, uint bits)
    {
        var error = RootCNode.Node.Copy(
            Slots.Temporary, RootCNode.FullDepth, new CNode(Slots.Of(node)), slot, (byte)bits, CapRights.All);
        if (error == Error.NoError)
        {
            Slots.Release();
        }

        return error == Error.FailedLookup;
    }
}
