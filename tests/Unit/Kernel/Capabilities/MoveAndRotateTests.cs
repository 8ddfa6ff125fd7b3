// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

public sealed unsafe class MoveAndRotateTests : IDisposable
{
    private const int A = 20;
    private const int B = 21;
    private const int C = 22;
    private const int Child = 40;

    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Fact]
    public void Move_takes_children_along()
    {
        Make(A);
        arena.Expect(Error.NoError, arena.Copy(A, Child));

        arena.Expect(Error.NoError, arena.Move(A, B));
        Assert.True(arena.IsEmpty(A));
        arena.Expect(Error.NoError, arena.Revoke(B));
        Assert.True(arena.IsEmpty(Child));
        Assert.False(arena.IsEmpty(B));
        arena.CheckList();
    }

    [Fact]
    public void Move_of_a_child_leaves_it_a_child()
    {
        Make(A);
        arena.Expect(Error.NoError, arena.Copy(A, Child));

        arena.Expect(Error.NoError, arena.Move(Child, B));
        arena.Expect(Error.NoError, arena.Revoke(A));
        Assert.True(arena.IsEmpty(B));
    }

    [Fact]
    public void Move_keeps_what_cannot_be_copied()
    {
        arena.Expect(Error.NoError, arena.Move(CapabilityArena.IrqControl, B));
        Assert.Equal(CapabilityType.IrqControl, arena.Cap(B).Type);
    }

    [Fact]
    public void Move_from_an_empty_slot_or_to_an_occupied_one_is_refused()
    {
        Make(A);

        arena.Expect(Error.FailedLookup, arena.Move(B, C));
        arena.Expect(Error.DeleteFirst, arena.Move(A, A));
        arena.Expect(Error.DeleteFirst, arena.Move(A, CapabilityArena.Memory));
        Assert.False(arena.IsEmpty(A));
    }

    [Fact]
    public void Mutate_changes_the_guard_and_moves()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, A));
        arena.Expect(Error.NoError, arena.Copy(A, Child));

        arena.Expect(Error.NoError, arena.Mutate(A, B, (1UL << 6) | 3));
        arena.Cap(B).TryAsCNode(out CNodeCapability table);
        Assert.Equal(3, table.GuardSize);
        Assert.Equal(1UL, table.Guard);
        arena.Expect(Error.NoError, arena.Revoke(B));
        Assert.True(arena.IsEmpty(Child));
    }

    [Fact]
    public void Mutate_cannot_badge_an_endpoint()
    {
        Make(A);

        arena.Expect(Error.IllegalOperation, arena.Mutate(A, B, 5));
        Assert.False(arena.IsEmpty(A));
        Assert.True(arena.IsEmpty(B));
    }

    [Fact]
    public void Mutate_of_an_empty_slot_is_a_failed_lookup()
    {
        arena.Expect(Error.FailedLookup, arena.Mutate(A, B, 0));
        Assert.True(arena.Detail.WasSource);
    }

    [Fact]
    public void Rotate_moves_two_capabilities_on()
    {
        MakeThreads();

        arena.Expect(Error.NoError, arena.Rotate(C, B, A));
        Assert.True(arena.IsEmpty(A));
        Assert.Equal(0UL, Index(B));
        Assert.Equal(1UL, Index(C));
        arena.CheckList();
    }

    [Fact]
    public void Rotate_onto_its_own_source_exchanges_neighbours()
    {
        MakeThreads();
        arena.Expect(Error.NoError, arena.Copy(A, Child));

        arena.Expect(Error.NoError, arena.Rotate(A, B, A));
        Assert.Equal(1UL, Index(A));
        Assert.Equal(0UL, Index(B));
        arena.CheckList();
        arena.Expect(Error.NoError, arena.Revoke(B));
        Assert.True(arena.IsEmpty(Child));
        arena.CheckList();
    }

    [Fact]
    public void Rotate_can_exchange_a_capability_with_its_child()
    {
        MakeThreads();
        arena.Expect(Error.NoError, arena.Copy(A, Child));

        arena.Expect(Error.NoError, arena.Rotate(A, Child, A));
        arena.CheckList();
        arena.Expect(Error.NoError, arena.Revoke(Child));
        Assert.True(arena.IsEmpty(A));
    }

    [Fact]
    public void Rotate_gives_guards_to_both()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, A, 2));

        arena.Expect(Error.NoError, arena.Rotate(C, B, A, destinationData: 7, pivotData: 9));
        arena.Cap(C).TryAsCNode(out CNodeCapability atDestination);
        arena.Cap(B).TryAsCNode(out CNodeCapability atPivot);
        Assert.Equal(7, atDestination.GuardSize);
        Assert.Equal(9, atPivot.GuardSize);
        Assert.NotEqual(atDestination.ObjectAddress, atPivot.ObjectAddress);
    }

    [Fact]
    public void Rotate_with_a_guard_that_does_not_fit_changes_nothing()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, A, 2));

        arena.Expect(Error.IllegalOperation, arena.Rotate(C, B, A, destinationData: 61, pivotData: 9));
        Assert.True(arena.IsEmpty(C));
        Assert.False(arena.IsEmpty(A));
    }

    [Fact]
    public void Rotate_refuses_a_pivot_that_is_the_source_or_the_destination()
    {
        MakeThreads();

        arena.Expect(Error.IllegalOperation, arena.Rotate(C, A, A));
        arena.Expect(Error.IllegalOperation, arena.Rotate(B, B, A));
    }

    [Fact]
    public void Rotate_refuses_an_occupied_destination_and_empty_slots()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Tcb, 0, A, 3));

        arena.Expect(Error.DeleteFirst, arena.Rotate(C, B, A));
        arena.Expect(Error.FailedLookup, arena.Rotate(50, B, 51));
        Assert.True(arena.Detail.WasSource);
        arena.Expect(Error.FailedLookup, arena.Rotate(50, 51, A));
        Assert.False(arena.Detail.WasSource);
    }

    [Fact]
    public void Rotate_with_one_root_is_truncated()
    {
        MakeThreads();

        arena.Expect(
            Error.TruncatedMessage,
            arena.Invoke(
                CapabilityArena.RootNode, InvocationLabel.CNodeRotate, [CapabilityArena.RootNode], C, 64, 0, B, 64, 0, A, 64));
    }

    private void Make(int slot) =>
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Endpoint, 0, slot));

    private void MakeThreads() =>
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Tcb, 0, A, 2));

    private ulong Index(int slot) =>
        (arena.Cap(slot).ObjectAddress - arena.Cap(CapabilityArena.Memory).ObjectAddress) >> ObjectSizes.TcbBits;
}
