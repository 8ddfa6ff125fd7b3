// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

public sealed unsafe class DeleteAndRevokeTests : IDisposable
{
    private const int First = 20;

    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Fact]
    public void Delete_of_an_empty_slot_succeeds()
    {
        arena.Expect(Error.NoError, arena.Delete(First));
    }

    [Fact]
    public void Delete_removes_one_capability_and_leaves_its_copies()
    {
        Make(ObjectType.Endpoint);
        arena.Expect(Error.NoError, arena.Copy(First, First + 1));

        arena.Expect(Error.NoError, arena.Delete(First));
        Assert.True(arena.IsEmpty(First));
        Assert.False(arena.IsEmpty(First + 1));
        arena.CheckList();
    }

    [Fact]
    public void Delete_outside_the_CNode_is_a_failed_lookup()
    {
        arena.Expect(Error.FailedLookup, arena.Delete(1 << CapabilityArena.Radix));
        Assert.Equal(LookupFailureType.GuardMismatch, arena.Detail.Lookup.Type);
    }

    [Fact]
    public void Revoke_removes_every_descendant_and_nothing_else()
    {
        Make(ObjectType.Endpoint, 2);
        for (int i = 2; i < 8; i++)
        {
            arena.Expect(Error.NoError, arena.Copy(First + (i & 1), First + i));
        }

        arena.Expect(Error.NoError, arena.Revoke(First));
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(i != 0 && (i & 1) == 0, arena.IsEmpty(First + i));
        }

        arena.CheckList();
    }

    [Fact]
    public void Revoke_of_untyped_removes_objects_of_every_kind()
    {
        ObjectType[] types =
            [ObjectType.Tcb, ObjectType.Endpoint, ObjectType.Notification, ObjectType.Reply];
        for (int i = 0; i < types.Length; i++)
        {
            arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, types[i], 0, First + i));
        }

        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 3, First + 10));
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.SchedContext, 8, First + 11));
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Untyped, 12, First + 12));
        arena.Expect(Error.NoError, arena.Retype(First + 12, ObjectType.Endpoint, 0, First + 13));

        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        for (int i = 0; i < 14; i++)
        {
            Assert.True(arena.IsEmpty(First + i));
        }

        Assert.True(Slot.Next(arena.At(CapabilityArena.Memory)) == null);
    }

    [Fact]
    public void Revoke_of_an_empty_slot_succeeds()
    {
        arena.Expect(Error.NoError, arena.Revoke(First));
    }

    [Fact]
    public void Revoke_of_a_copy_removes_nothing()
    {
        Make(ObjectType.Endpoint);
        arena.Expect(Error.NoError, arena.Copy(First, First + 1));

        arena.Expect(Error.NoError, arena.Revoke(First + 1));
        Assert.False(arena.IsEmpty(First));
        Assert.False(arena.IsEmpty(First + 1));
    }

    [Fact]
    public void Revoke_of_an_unbadged_endpoint_removes_badged_capabilities_and_their_copies()
    {
        Make(ObjectType.Endpoint);
        for (int i = 1; i < 6; i++)
        {
            arena.Expect(Error.NoError, arena.Mint(First, First + (2 * i), (ulong)i));
            arena.Expect(Error.NoError, arena.Copy(First + (2 * i), First + (2 * i) + 1));
        }

        arena.Expect(Error.NoError, arena.Revoke(First));
        Assert.Equal(1, arena.CountOccupied(First, 20));
    }

    [Fact]
    public void Revoke_stops_at_a_preemption_point_and_goes_on_when_repeated()
    {
        Make(ObjectType.Endpoint);
        const int copies = 180;
        for (int i = 0; i < copies; i++)
        {
            arena.Expect(Error.NoError, arena.Copy(First, First + 1 + i));
        }

        arena.InterruptPending = true;
        Assert.Equal(Outcome.Preempted, arena.Revoke(First));
        int left = arena.CountOccupied(First + 1, copies);
        Assert.InRange(left, 1, copies - 1);
        arena.CheckList();
        arena.Expect(Error.NoError, arena.Finish(() => arena.Revoke(First)));
        Assert.Equal(0, arena.CountOccupied(First + 1, copies));
    }

    [Fact]
    public void Deleting_the_last_capability_of_a_CNode_deletes_what_it_holds()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, First));
        Make(ObjectType.Endpoint, 1, First + 1);
        Slot* inside = (Slot*)arena.Cap(First).ObjectAddress;
        for (int i = 0; i < 16; i++)
        {
            DerivationTree.Insert(arena.Cap(First + 1), arena.At(First + 1), inside + i);
        }

        arena.Expect(Error.NoError, arena.Delete(First));
        arena.CheckList();
        for (int i = 0; i < 16; i++)
        {
            Assert.True(Slot.IsEmpty(inside + i));
        }

        Assert.False(arena.HasChildren(First + 1));
    }

    [Fact]
    public void Deleting_one_of_two_capabilities_of_a_CNode_leaves_what_it_holds()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, First));
        arena.Expect(Error.NoError, arena.Copy(First, First + 1));
        Make(ObjectType.Endpoint, 1, First + 2);
        Slot* inside = (Slot*)arena.Cap(First).ObjectAddress;
        DerivationTree.Insert(arena.Cap(First + 2), arena.At(First + 2), inside);

        arena.Expect(Error.NoError, arena.Delete(First));
        Assert.False(Slot.IsEmpty(inside));
        arena.Expect(Error.NoError, arena.Delete(First + 1));
        Assert.True(Slot.IsEmpty(inside));
    }

    [Fact]
    public void A_large_CNode_is_deleted_in_several_stretches()
    {
        const int radix = 10;
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, radix, First));
        arena.InterruptPending = true;

        Assert.Equal(Outcome.Preempted, arena.Delete(First));
        Assert.Equal(CapabilityType.Zombie, arena.Cap(First).Type);
        arena.Cap(First).TryAsZombie(out ZombieCapability zombie);
        Assert.InRange(zombie.Remaining, 1UL, (1UL << radix) - 1);
        arena.Expect(Error.NoError, arena.Finish(() => arena.Delete(First)));
        Assert.True(arena.IsEmpty(First));
    }

    [Fact]
    public void A_zombie_left_by_a_preempted_deletion_goes_when_the_memory_is_revoked()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 10, First));
        arena.InterruptPending = true;
        Assert.Equal(Outcome.Preempted, arena.Delete(First));
        arena.InterruptPending = false;

        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        Assert.True(arena.IsEmpty(First));
        Assert.True(Slot.Next(arena.At(CapabilityArena.Memory)) == null);
    }

    [Fact]
    public void A_zombie_cannot_be_copied_but_moved()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 10, First));
        arena.InterruptPending = true;
        Assert.Equal(Outcome.Preempted, arena.Delete(First));
        arena.InterruptPending = false;

        arena.Expect(Error.IllegalOperation, arena.Copy(First, First + 1));
        arena.Expect(Error.NoError, arena.Move(First, First + 1));
        arena.Expect(Error.NoError, arena.Delete(First + 1));
        arena.CheckList();
    }

    [Fact]
    public void CancelBadgedSends_needs_an_endpoint_with_every_right()
    {
        Make(ObjectType.Endpoint);
        arena.Expect(Error.NoError, arena.Mint(First, First + 1, 5, rights: 7));
        arena.Expect(Error.NoError, arena.Mint(First, First + 2, 5, rights: 11));
        Make(ObjectType.Notification, 1, First + 3);

        arena.Expect(Error.NoError, arena.CancelBadgedSends(First));
        arena.Expect(Error.IllegalOperation, arena.CancelBadgedSends(First + 1));
        arena.Expect(Error.IllegalOperation, arena.CancelBadgedSends(First + 2));
        arena.Expect(Error.IllegalOperation, arena.CancelBadgedSends(First + 3));
        arena.Expect(Error.IllegalOperation, arena.CancelBadgedSends(First + 9));
    }

    private void Make(ObjectType type, int count = 1, int slot = First) =>
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, type, 0, slot, count));
}
