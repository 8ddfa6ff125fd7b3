// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

/// <summary>Containers that hold capabilities to containers, themselves included.</summary>
public sealed unsafe class ZombieTests : IDisposable
{
    private const int First = 20;
    private const int Radix = 2;

    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_CNode_whose_only_capability_is_inside_it_goes_when_its_memory_is_revoked(int index)
    {
        Slot* inside = MakeCNodes(1);
        MoveTo(First, inside + index);

        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        AssertGone();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Deleting_the_last_capability_of_a_CNode_through_itself_empties_the_slot(int index)
    {
        Slot* inside = MakeCNodes(1);
        FillWithEndpoints(inside);
        Deletion.Delete(inside + index);
        MoveTo(First, inside + index);

        Assert.Equal(Outcome.Success, Deletion.Delete(inside + index));
        Assert.True(Slot.IsEmpty(inside + index));
        arena.CheckList();
        for (int i = index + 1; i < 1 << Radix; i++)
        {
            Assert.True(Slot.IsEmpty(inside + i));
        }

        Assert.Equal(index == 0 ? CapabilityType.Null : CapabilityType.Zombie, Slot.Load(inside).Type);
        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        AssertGone();
    }

    [Fact]
    public void A_second_capability_inside_keeps_a_CNode_alive_until_its_memory_is_revoked()
    {
        Slot* inside = MakeCNodes(1);
        DerivationTree.Insert(arena.Cap(First), arena.At(First), inside + 2);

        arena.Expect(Error.NoError, arena.Delete(First));
        Assert.Equal(CapabilityType.CNode, Slot.Load(inside + 2).Type);
        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        AssertGone();
    }

    [Fact]
    public void A_CNode_found_in_a_CNode_becomes_unreachable_and_what_it_holds_first_is_deleted()
    {
        Slot* outer = MakeCNodes(2);
        Slot* inner = outer + (1 << Radix);
        FillWithEndpoints(inner);
        MoveTo(First + 1, outer + 3);

        arena.Expect(Error.NoError, arena.Delete(First));
        Assert.True(arena.IsEmpty(First));
        Assert.Equal(CapabilityType.Zombie, Slot.Load(inner).Type);
        Assert.Equal(CapabilityType.Endpoint, Slot.Load(inner + 1).Type);
        Assert.Equal(CapabilityType.Endpoint, Slot.Load(inner + 3).Type);
        arena.CheckList();
        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        AssertGone();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_ring_of_CNodes_goes_from_any_place(int length)
    {
        for (int start = 0; start < length; start++)
        {
            Slot* first = MakeCNodes(length);
            for (int i = 0; i < length; i++)
            {
                MoveTo(First + i, first + (((i + 1) % length) << Radix) + (i & 3));
            }

            arena.CheckList();
            Slot* slot = first + (((start + 1) % length) << Radix) + (start & 3);
            Assert.Equal(Outcome.Success, Deletion.Delete(slot));
            Assert.True(Slot.IsEmpty(slot));
            arena.CheckList();
            arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
            AssertGone();
        }
    }

    [Fact]
    public void A_chain_of_CNodes_ends_however_long_it_is()
    {
        const int length = 100;
        Slot* first = MakeCNodes(length);
        for (int i = 1; i < length; i++)
        {
            MoveTo(First + i, first + ((i - 1) << Radix));
        }

        arena.Expect(Error.NoError, arena.Delete(First));
        arena.CheckList();
        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        AssertGone();
    }

    [Fact]
    public void Deletion_of_a_ring_goes_on_after_every_possible_preemption()
    {
        const int length = 40;
        Slot* first = MakeCNodes(length);
        for (int i = 0; i < length; i++)
        {
            MoveTo(First + i, first + (((i + 1) % length) << Radix) + 3);
        }

        arena.InterruptPending = true;
        int stops = 0;
        while (arena.RevokeWithPreemptionAtEveryStep(CapabilityArena.Memory) == Outcome.Preempted)
        {
            arena.CheckList();
            Assert.True(++stops < 10_000);
        }

        Assert.True(stops > length);
        AssertGone();
    }

    [Fact]
    public void A_thread_holds_its_capability_space_until_it_is_deleted()
    {
        Slot* table = MakeCNodes(1);
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Tcb, 0, First + 1));
        arena.Cap(First + 1).TryAsThread(out ThreadCapability thread);
        DerivationTree.Insert(arena.Cap(First), arena.At(First), &thread.Object->CSpaceRoot);

        arena.Expect(Error.NoError, arena.Delete(First));
        Assert.Equal(CapabilityType.CNode, Slot.Load(&thread.Object->CSpaceRoot).Type);
        FillWithEndpoints(table);
        arena.Expect(Error.NoError, arena.Delete(First + 1));
        Assert.True(arena.IsEmpty(First + 1));
        arena.CheckList();
        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        AssertGone();
    }

    [Fact]
    public void A_thread_whose_only_capability_is_in_its_own_space_goes_when_the_memory_is_revoked()
    {
        Slot* table = MakeCNodes(1);
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Tcb, 0, First + 1));
        arena.Cap(First + 1).TryAsThread(out ThreadCapability thread);
        MoveTo(First, &thread.Object->CSpaceRoot);
        MoveTo(First + 1, table + 1);

        Assert.Equal(Outcome.Success, Deletion.Delete(table + 1));
        arena.CheckList();
        arena.Expect(Error.NoError, arena.Revoke(CapabilityArena.Memory));
        AssertGone();
    }

    [Fact]
    public void The_slots_of_a_thread_have_room_for_the_flags_in_their_addresses()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Tcb, 0, First));
        arena.Cap(First).TryAsThread(out ThreadCapability thread);
        Slot* first = &thread.Object->CSpaceRoot;

        Assert.Equal(0UL, (ulong)first & Slot.FlagMask);
        Assert.True(first + 1 == &thread.Object->VSpaceRoot);
        Assert.True(first + ZombieCapability.ThreadSlotCount - 1 == &thread.Object->TimeoutHandler);
        Assert.True(sizeof(Caprock.Kernel.Objects.Tcb) <= 1 << ObjectSizes.TcbBits);
    }

    private Slot* MakeCNodes(int count)
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, Radix, First, count));
        return (Slot*)arena.Cap(First).ObjectAddress;
    }

    private void FillWithEndpoints(Slot* table)
    {
        const int endpoint = 200;
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Endpoint, 0, endpoint));
        for (int i = 0; i < 1 << Radix; i++)
        {
            DerivationTree.Insert(arena.Cap(endpoint), arena.At(endpoint), table + i);
        }
    }

    private void MoveTo(int from, Slot* to) => DerivationTree.Move(arena.Cap(from), arena.At(from), to);

    private void AssertGone()
    {
        Assert.True(Slot.Next(arena.At(CapabilityArena.Memory)) == null);
        Assert.Equal(0, arena.CountOccupied(First, 236));
    }
}
