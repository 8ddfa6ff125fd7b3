// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

public sealed unsafe class CSpaceLookupTests : IDisposable
{
    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Fact]
    public void Lookup_finds_the_slot_that_the_low_bits_index()
    {
        Assert.Equal(Error.NoError, Lookup(arena.Root, 37, out Slot* slot, out _));
        Assert.True(slot == arena.At(37));
    }

    [Fact]
    public void Lookup_with_a_wrong_guard_tells_the_guard_its_size_and_the_bits_left()
    {
        CNodeCapability table = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 16, 0xabcd);

        Assert.Equal(Error.FailedLookup, Lookup(table.Value, 0x1234UL << 48, out _, out LookupFailure failure));
        Assert.Equal(LookupFailureType.GuardMismatch, failure.Type);
        Assert.Equal(64UL, failure.BitsLeft);
        Assert.Equal(16UL, failure.BitsFound);
        Assert.Equal(0xabcdUL, failure.GuardFound);
    }

    [Fact]
    public void Lookup_in_something_else_than_a_CNode_has_an_invalid_root()
    {
        Assert.Equal(Error.FailedLookup, Lookup(arena.Cap(CapabilityArena.Memory), 1, out _, out LookupFailure failure));
        Assert.Equal(LookupFailureType.InvalidRoot, failure.Type);
    }

    [Fact]
    public void Lookup_ends_at_a_slot_without_a_CNode_whatever_bits_follow()
    {
        CNodeCapability table = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 0, 0);

        Assert.Equal(Error.NoError, Lookup(table.Value, (9UL << 56) | 0x123456, out Slot* slot, out _));
        Assert.True(slot == arena.At(9));
    }

    [Fact]
    public void Lookup_goes_through_CNodes_on_several_levels()
    {
        const int inner = 20;
        arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, inner);
        Slot.Store(arena.At(inner), WithGuard(arena.Cap(inner), 52, 0x5));
        CNodeCapability top = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 0, 0);
        ulong address = ((ulong)inner << 56) | (0x5UL << 4) | 0xb;

        Assert.Equal(Error.NoError, Lookup(top.Value, address, out Slot* slot, out _));
        Assert.True(slot == (Slot*)arena.Cap(inner).ObjectAddress + 0xb);
    }

    [Fact]
    public void Lookup_resolves_64_levels_of_one_bit()
    {
        const int first = 10;
        arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 1, first, 64);
        for (int level = 0; level < 63; level++)
        {
            Slot* next = (Slot*)arena.Cap(first + level).ObjectAddress + (level & 1);
            Slot.Store(next, arena.Cap(first + level + 1));
        }

        ulong address = 0;
        for (int level = 0; level < 64; level++)
        {
            address = (address << 1) | (uint)(level & 1);
        }

        Assert.Equal(Error.NoError, Lookup(arena.Cap(first), address, out Slot* slot, out _));
        Assert.True(slot == (Slot*)arena.Cap(first + 63).ObjectAddress + 1);
        for (int level = 0; level < 63; level++)
        {
            Slot.Store((Slot*)arena.Cap(first + level).ObjectAddress + (level & 1), Capability.Null);
        }
    }

    [Fact]
    public void Lookup_through_a_cycle_of_CNodes_ends_when_the_bits_are_used_up()
    {
        const int inner = 20;
        arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, inner);
        var table = (Slot*)arena.Cap(inner).ObjectAddress;
        Slot.Store(table, arena.Cap(inner));

        Assert.Equal(Error.NoError, Lookup(arena.Cap(inner), 0, out Slot* slot, out _));
        Assert.True(slot == table);
        Slot.Store(table, Capability.Null);
    }

    [Fact]
    public void Lookup_that_needs_more_bits_than_are_left_is_a_depth_mismatch()
    {
        const int inner = 20;
        arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, inner);
        CNodeCapability top = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 54, 0);

        Assert.Equal(Error.FailedLookup, Lookup(top.Value, (ulong)inner << 2, out _, out LookupFailure failure));
        Assert.Equal(LookupFailureType.DepthMismatch, failure.Type);
        Assert.Equal(2UL, failure.BitsLeft);
        Assert.Equal(4UL, failure.BitsFound);
    }

    [Fact]
    public void Lookup_with_a_guard_longer_than_the_bits_left_is_a_guard_mismatch()
    {
        const int inner = 20;
        arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, inner);
        Slot.Store(arena.At(inner), WithGuard(arena.Cap(inner), 10, 0));
        CNodeCapability top = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 54, 0);

        Assert.Equal(Error.FailedLookup, Lookup(top.Value, (ulong)inner << 2, out _, out LookupFailure failure));
        Assert.Equal(LookupFailureType.GuardMismatch, failure.Type);
        Assert.Equal(2UL, failure.BitsLeft);
        Assert.Equal(10UL, failure.BitsFound);
    }

    [Fact]
    public void Lookup_at_a_depth_uses_the_low_bits_of_the_address_only()
    {
        CNodeCapability table = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 0, 0);

        Assert.Equal(Error.NoError, LookupAt(table.Value, 0xffff_ff00 | 21, 8, out Slot* slot, out _));
        Assert.True(slot == arena.At(21));
    }

    [Fact]
    public void Lookup_at_a_depth_can_name_a_CNode_on_the_way()
    {
        const int inner = 20;
        arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 4, inner);
        CNodeCapability table = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 0, 0);

        Assert.Equal(Error.NoError, LookupAt(table.Value, inner, 8, out Slot* node, out _));
        Assert.True(node == arena.At(inner));
        Assert.Equal(Error.NoError, LookupAt(table.Value, (inner << 4) | 3, 12, out Slot* leaf, out _));
        Assert.True(leaf == (Slot*)arena.Cap(inner).ObjectAddress + 3);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(65UL)]
    [InlineData(ulong.MaxValue)]
    public void Lookup_at_an_impossible_depth_is_a_range_error(ulong depth)
    {
        Assert.Equal(Error.RangeError, LookupAt(arena.Root, 1, depth, out _, out ErrorDetail detail));
        Assert.Equal(1UL, detail.Minimum);
        Assert.Equal(64UL, detail.Maximum);
    }

    [Fact]
    public void Lookup_at_a_depth_with_bits_left_over_is_a_depth_mismatch()
    {
        CNodeCapability table = CNodeCapability.Create(arena.Root.ObjectAddress, CapabilityArena.Radix, 0, 0);

        Assert.Equal(Error.FailedLookup, LookupAt(table.Value, 9 << 4, 12, out _, out ErrorDetail detail));
        Assert.Equal(LookupFailureType.DepthMismatch, detail.Lookup.Type);
        Assert.Equal(4UL, detail.Lookup.BitsLeft);
        Assert.True(detail.WasSource);
    }

    [Fact]
    public void Lookup_at_a_depth_in_no_CNode_has_an_invalid_root_even_when_the_depth_is_impossible()
    {
        Assert.Equal(Error.FailedLookup, LookupAt(Capability.Null, 1, 0, out _, out ErrorDetail detail));
        Assert.Equal(LookupFailureType.InvalidRoot, detail.Lookup.Type);
    }

    private static Capability WithGuard(Capability capability, int size, ulong guard)
    {
        capability.TryAsCNode(out CNodeCapability table);
        return table.WithGuardSize(size).WithGuard(guard).Value;
    }

    private static Error Lookup(Capability root, ulong address, out Slot* slot, out LookupFailure failure)
    {
        LookupFailure found = default;
        Error error = CSpace.LookupSlot(root, address, out slot, &found);
        failure = found;
        return error;
    }

    private static Error LookupAt(Capability root, ulong address, ulong depth, out Slot* slot, out ErrorDetail detail)
    {
        Message message = default;
        Error error = CSpace.LookupSlotAtDepth(root, address, depth, true, &message, out slot);
        detail = message.Detail;
        return error;
    }
}
