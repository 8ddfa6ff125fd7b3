// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.User.Memory;

/// <summary>Memory and slots set aside for one purpose, so that all of it can be taken back with one Revoke.</summary>
public struct ObjectPool(Untyped untyped, SlotRange slots)
{
    private readonly Untyped untyped = untyped;
    private SlotRange slots = slots;

    /// <summary>Makes an object; a pool that is too small is a mistake in the program.</summary>
    public ulong Create(ObjectType type, int sizeBits = 0)
    {
        var slot = slots.Take();
        Require.Success(RootCNode.Retype(untyped, type, sizeBits, slot));
        return slot;
    }

    /// <summary>Takes an empty slot, for a capability that is not made from the pool's memory.</summary>
    public ulong Take() => slots.Take();

    /// <summary>Destroys every object of the pool.</summary>
    public void Reset()
    {
        Require.Success(RootCNode.Revoke(untyped.Slot));
        slots.Reset();
    }
}
