// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.User.Memory;

/// <summary>The root task's own CNode, in which a slot's number is its address.</summary>
public static class RootCNode
{
    /// <summary>Depth at which a slot of the root task is addressed: all bits of an address.</summary>
    public const byte FullDepth = 64;

    /// <summary>The node itself.</summary>
    public static CNode Node => new((ulong)RootSlot.InitThreadCNode);

    /// <summary>Makes one object out of untyped memory.</summary>
    public static Error Retype(Untyped untyped, ObjectType type, int sizeBits, ulong slot) =>
        untyped.Retype(type, (ulong)sizeBits, Node, 0, 0, slot, 1);

    /// <summary>Copies a capability with a badge and fewer rights into another slot.</summary>
    public static Error Mint(ulong source, ulong destination, CapRights rights, ulong badge) =>
        Node.Mint(destination, FullDepth, Node, source, FullDepth, rights, badge);

    /// <summary>Copies a capability with a badge and fewer rights into a slot of a component's CNode.</summary>
    public static Error Grant(ulong source, CNode node, int nodeBits, ulong slot, CapRights rights, ulong badge) =>
        node.Mint(slot, (byte)nodeBits, Node, source, FullDepth, rights, badge);

    /// <summary>Deletes everything made or derived from the capability in a slot.</summary>
    public static Error Revoke(ulong slot) => Node.Revoke(slot, FullDepth);

    /// <summary>Deletes the capability in a slot.</summary>
    public static Error Delete(ulong slot) => Node.Delete(slot, FullDepth);
}
