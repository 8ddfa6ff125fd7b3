// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

public sealed unsafe class RetypeTests : IDisposable
{
    private const int First = 20;
    private const int Memory = CapabilityArena.Memory;

    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Theory]
    [InlineData(ObjectType.Untyped, 4, 4)]
    [InlineData(ObjectType.Untyped, 12, 12)]
    [InlineData(ObjectType.Tcb, 0, ObjectSizes.TcbBits)]
    [InlineData(ObjectType.Endpoint, 0, ObjectSizes.EndpointBits)]
    [InlineData(ObjectType.Notification, 0, ObjectSizes.NotificationBits)]
    [InlineData(ObjectType.CapTable, 1, ObjectSizes.SlotBits + 1)]
    [InlineData(ObjectType.CapTable, 7, ObjectSizes.SlotBits + 7)]
    [InlineData(ObjectType.SchedContext, 7, 7)]
    [InlineData(ObjectType.SchedContext, 10, 10)]
    [InlineData(ObjectType.Reply, 0, ObjectSizes.ReplyBits)]
    [InlineData(ObjectType.Page4K, 0, ObjectSizes.PageBits)]
    [InlineData(ObjectType.PageTable, 0, ObjectSizes.PageTableBits)]
    public void Retype_uses_the_size_of_the_object_for_each(ObjectType type, int userSizeBits, int sizeBits)
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, type, userSizeBits, First, 3));

        ulong start = arena.Cap(Memory).ObjectAddress;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(start + ((ulong)i << sizeBits), arena.Cap(First + i).ObjectAddress);
        }

        Assert.Equal(3UL << sizeBits, FreeOffset());
        arena.CheckList();
    }

    [Fact]
    public void New_objects_are_children_of_the_memory_with_every_right()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));

        Assert.True(DerivationTree.IsParentOf(arena.At(Memory), arena.At(First)));
        arena.Cap(First).TryAsEndpoint(out EndpointCapability endpoint);
        Assert.True(endpoint.CanSend && endpoint.CanReceive && endpoint.CanGrant && endpoint.CanGrantReply);
        Assert.Equal(0UL, endpoint.Badge);
    }

    [Fact]
    public void Memory_made_from_memory_at_the_same_address_is_inside_it_and_not_the_other_way_round()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Untyped, 12, First));

        Assert.Equal(arena.Cap(Memory).ObjectAddress, arena.Cap(First).ObjectAddress);
        Assert.True(CapabilityRules.SameRegionAs(arena.Cap(Memory), arena.Cap(First)));
        Assert.False(CapabilityRules.SameRegionAs(arena.Cap(First), arena.Cap(Memory)));
        Assert.False(CapabilityRules.SameObjectAs(arena.Cap(Memory), arena.Cap(First)));
    }

    [Fact]
    public void Objects_are_aligned_to_their_size()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 7, First + 1));

        Assert.Equal(arena.Cap(Memory).ObjectAddress + (1 << 12), arena.Cap(First + 1).ObjectAddress);
        Assert.Equal(2UL << 12, FreeOffset());
    }

    [Fact]
    public void Objects_begin_cleared_whatever_the_memory_held()
    {
        ulong address = arena.Cap(Memory).ObjectAddress;
        new Span<byte>((void*)address, 1 << 16).Fill(0xee);

        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 5, First, 4));
        Assert.Equal(-1, new Span<byte>((void*)address, 4 << 10).IndexOfAnyExcept((byte)0));
        Assert.Equal(0xee, *(byte*)(address + (4 << 10)));
    }

    [Fact]
    public void Frames_begin_cleared()
    {
        ulong address = arena.Cap(Memory).ObjectAddress;
        new Span<byte>((void*)address, 1 << 13).Fill(0xee);

        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Page4K, 0, First));
        Assert.Equal(-1, new Span<byte>((void*)address, 1 << 12).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void Untyped_that_stays_untyped_is_not_touched()
    {
        ulong address = arena.Cap(Memory).ObjectAddress;
        *(byte*)address = 0xee;

        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Untyped, 12, First));
        Assert.Equal(0xee, *(byte*)address);
    }

    [Fact]
    public void Memory_begins_anew_when_its_last_object_is_gone()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First, 2));
        arena.Expect(Error.NoError, arena.Delete(First));
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));
        Assert.Equal(arena.Cap(Memory).ObjectAddress + 32, arena.Cap(First).ObjectAddress);

        arena.Expect(Error.NoError, arena.Delete(First));
        arena.Expect(Error.NoError, arena.Delete(First + 1));
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));
        Assert.Equal(arena.Cap(Memory).ObjectAddress, arena.Cap(First).ObjectAddress);
        Assert.Equal(16UL, FreeOffset());
    }

    [Fact]
    public void Copies_of_an_object_keep_its_memory_in_use()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));
        arena.Expect(Error.NoError, arena.Copy(First, First + 1));
        arena.Expect(Error.NoError, arena.Delete(First));

        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));
        Assert.Equal(arena.Cap(Memory).ObjectAddress + 16, arena.Cap(First).ObjectAddress);
    }

    [Fact]
    public void Memory_can_be_used_to_its_last_byte()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Untyped, 9, First));
        arena.Expect(Error.NoError, arena.Retype(First, ObjectType.Endpoint, 0, First + 1, 32));

        arena.Expect(Error.NotEnoughMemory, arena.Retype(First, ObjectType.Endpoint, 0, First + 40));
        Assert.Equal(0UL, arena.Detail.MemoryLeft);
    }

    [Fact]
    public void Too_little_memory_is_told_with_what_is_left()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Untyped, 9, First));
        arena.Expect(Error.NoError, arena.Retype(First, ObjectType.Endpoint, 0, First + 1, 2));

        arena.Expect(Error.NotEnoughMemory, arena.Retype(First, ObjectType.CapTable, 4, First + 40));
        Assert.Equal(512UL - 32, arena.Detail.MemoryLeft);
        Assert.True(arena.IsEmpty(First + 40));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(257UL)]
    [InlineData(1UL << 31)]
    [InlineData(ulong.MaxValue)]
    public void A_number_of_objects_outside_the_limit_is_a_range_error(ulong count)
    {
        arena.Expect(Error.RangeError, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, 0, 0, First, count));
        Assert.Equal(1UL, arena.Detail.Minimum);
        Assert.Equal((ulong)ProfileParameters.RetypeFanOutLimit, arena.Detail.Maximum);
    }

    [Fact]
    public void A_row_of_slots_that_leaves_the_CNode_is_a_range_error()
    {
        const ulong slots = 1 << CapabilityArena.Radix;
        arena.Expect(Error.RangeError, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, 0, 0, slots - 1, 2));
        Assert.Equal((1UL, 1UL), (arena.Detail.Minimum, arena.Detail.Maximum));
        arena.Expect(Error.RangeError, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, 0, 0, slots, 1));
        Assert.Equal((0UL, slots - 1), (arena.Detail.Minimum, arena.Detail.Maximum));
        arena.Expect(Error.RangeError, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, 0, 0, ulong.MaxValue, 1));
    }

    [Fact]
    public void An_occupied_slot_anywhere_in_the_row_is_refused()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First + 5));
        ulong before = FreeOffset();

        arena.Expect(Error.DeleteFirst, arena.Retype(Memory, ObjectType.Endpoint, 0, First, 6));
        Assert.Equal(before, FreeOffset());
        Assert.Equal(0, arena.CountOccupied(First, 5));
    }

    [Theory]
    [InlineData(ObjectType.Untyped, 3)]
    [InlineData(ObjectType.Untyped, 0)]
    [InlineData(ObjectType.CapTable, 0)]
    [InlineData(ObjectType.SchedContext, 6)]
    public void A_size_too_small_for_the_type_is_an_invalid_argument(ObjectType type, int userSizeBits)
    {
        arena.Expect(Error.InvalidArgument, arena.Retype(Memory, type, userSizeBits, First));
        Assert.Equal(1UL, arena.Detail.Number);
    }

    [Theory]
    [InlineData(ObjectType.Untyped, 48UL)]
    [InlineData(ObjectType.CapTable, 43UL)]
    [InlineData(ObjectType.SchedContext, 63UL)]
    [InlineData(ObjectType.Endpoint, 64UL)]
    [InlineData(ObjectType.Untyped, ulong.MaxValue)]
    public void A_size_too_large_for_any_memory_is_a_range_error(ObjectType type, ulong userSizeBits)
    {
        arena.Expect(Error.RangeError, arena.RetypeRaw(Memory, (ulong)type, userSizeBits, 0, 0, First, 1));
        Assert.Equal((0UL, (ulong)Limits.MaximumUntypedBits), (arena.Detail.Minimum, arena.Detail.Maximum));
    }

    [Theory]
    [InlineData((ulong)ObjectType.Count)]
    [InlineData(ulong.MaxValue)]
    public void A_type_that_does_not_exist_is_an_invalid_argument(ulong type)
    {
        arena.Expect(Error.InvalidArgument, arena.RetypeRaw(Memory, type, 0, 0, 0, First, 1));
        Assert.Equal(0UL, arena.Detail.Number);
    }

    [Theory]
    [InlineData(ObjectType.Endpoint)]
    [InlineData(ObjectType.Tcb)]
    [InlineData(ObjectType.Reply)]
    [InlineData(ObjectType.PageTable)]
    public void Kernel_objects_cannot_be_made_from_device_memory(ObjectType type)
    {
        arena.Expect(Error.InvalidArgument, arena.Retype(CapabilityArena.DeviceMemory, type, 0, First));
        Assert.Equal(1UL, arena.Detail.Number);
    }

    [Fact]
    public void Device_memory_gives_untyped_and_frames_and_is_never_cleared()
    {
        ulong address = arena.Cap(CapabilityArena.DeviceMemory).ObjectAddress;
        new Span<byte>((void*)address, 1 << 13).Fill(0xee);

        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.DeviceMemory, ObjectType.Untyped, 12, First));
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.DeviceMemory, ObjectType.Page4K, 0, First + 1));
        arena.Cap(First).TryAsUntyped(out UntypedCapability child);
        Assert.True(child.IsDevice);
        Assert.Equal(0xee, *(byte*)(address + (1 << 12)));
    }

    [Fact]
    public void The_destination_may_be_named_by_address_and_depth()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 2, First));

        arena.Expect(Error.NoError, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, First, 64, 1, 3));
        var table = (Slot*)arena.Cap(First).ObjectAddress;
        Assert.True(Slot.IsEmpty(table));
        Assert.Equal(CapabilityType.Endpoint, Slot.Load(table + 3).Type);
        arena.Expect(Error.RangeError, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, First, 64, 0, 5));
    }

    [Fact]
    public void A_destination_that_is_no_CNode_is_a_failed_lookup()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));

        arena.Expect(Error.FailedLookup, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, First, 64, 0, 1));
        Assert.Equal(LookupFailureType.MissingCapability, arena.Detail.Lookup.Type);
        Assert.False(arena.Detail.WasSource);
        arena.Expect(Error.RangeError, arena.RetypeRaw(Memory, (ulong)ObjectType.Endpoint, 0, First, 65, 0, 1));
        arena.Expect(
            Error.FailedLookup,
            arena.Invoke(Memory, InvocationLabel.UntypedRetype, [First], (ulong)ObjectType.Endpoint, 0, 0, 0, 0, 1));
    }

    [Fact]
    public void Retype_with_too_few_words_or_no_root_is_truncated()
    {
        arena.Expect(
            Error.TruncatedMessage,
            arena.Invoke(
                Memory, InvocationLabel.UntypedRetype, [CapabilityArena.RootNode], (ulong)ObjectType.Endpoint, 0, 0, 0, First));
        arena.Expect(
            Error.TruncatedMessage,
            arena.Invoke(Memory, InvocationLabel.UntypedRetype, [], (ulong)ObjectType.Endpoint, 0, 0, 0, First, 1));
    }

    [Fact]
    public void Clearing_much_memory_stops_at_preemption_points_and_goes_on_from_there()
    {
        ulong address = arena.Cap(Memory).ObjectAddress;
        const int radix = 14;
        const int length = 1 << (radix + ObjectSizes.SlotBits);
        new Span<byte>((void*)address, length).Fill(0xee);
        arena.InterruptPending = true;

        int stops = 0;
        while (arena.Retype(Memory, ObjectType.CapTable, radix, First) == Outcome.Preempted)
        {
            Assert.True(arena.IsEmpty(First));
            Assert.Equal(0UL, FreeOffset());
            stops++;
            Assert.True(stops < 1000);
        }

        Assert.True(stops > 4);
        Assert.Equal(-1, new Span<byte>((void*)address, length).IndexOfAnyExcept((byte)0));
        Assert.Equal(CapabilityType.CNode, arena.Cap(First).Type);
    }

    [Fact]
    public void Clearing_gets_on_although_an_interrupt_always_waits_and_progress_is_noted_in_large_units()
    {
        using var large = new CapabilityArena(memoryBits: 28);
        large.Cap(Memory).TryAsUntyped(out UntypedCapability memory);
        Assert.Equal(5, memory.ZeroedUnitBits);
        large.InterruptPending = true;

        int stops = 0;
        while (large.Retype(Memory, ObjectType.CapTable, 11, First) == Outcome.Preempted)
        {
            Assert.True(++stops < 100);
        }

        Assert.Equal(15, stops);
    }

    [Fact]
    public void Memory_that_was_used_is_zeroed_when_it_is_used_anew_and_not_again_for_each_object()
    {
        ulong address = arena.Cap(Memory).ObjectAddress;
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 8, First));
        arena.Expect(Error.NoError, arena.Delete(First));
        var used = new Span<byte>((void*)address, 1 << 13);
        used.Fill(0xee);
        *(byte*)(address + (1 << 13)) = 0xee;

        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));
        Assert.Equal(-1, used.IndexOfAnyExcept((byte)0));
        Assert.Equal(0xee, *(byte*)(address + (1 << 13)));

        *(byte*)(address + 64) = 0xee;
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 1, First + 1));
        Assert.Equal(address + 64, arena.Cap(First + 1).ObjectAddress);
        Assert.Equal(0xee, *(byte*)(address + 64));
    }

    [Fact]
    public void Memory_made_from_zeroed_memory_is_known_to_be_and_other_memory_is_not()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 8, First));
        arena.Expect(Error.NoError, arena.Delete(First));
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Untyped, 12, First, 2));
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Untyped, 12, First + 2));

        Assert.Equal((1UL << 12, 1UL << 12, 0UL), (ZeroedEnd(First), ZeroedEnd(First + 1), ZeroedEnd(First + 2)));
    }

    [Fact]
    public void Using_much_memory_anew_stops_at_preemption_points_and_goes_on_from_there()
    {
        ulong address = arena.Cap(Memory).ObjectAddress;
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 11, First));
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First + 1, 3));
        arena.Expect(Error.NoError, arena.Delete(First));
        arena.Expect(Error.NoError, arena.Delete(First + 1));
        arena.Expect(Error.NoError, arena.Delete(First + 2));
        arena.Expect(Error.NoError, arena.Delete(First + 3));
        var used = new Span<byte>((void*)address, (1 << 16) + 48);
        used.Fill(0xee);
        arena.InterruptPending = true;

        int stops = 0;
        while (arena.Retype(Memory, ObjectType.Endpoint, 0, First) == Outcome.Preempted)
        {
            Assert.True(++stops < 100);
        }

        Assert.Equal(16, stops);
        Assert.Equal(-1, used.IndexOfAnyExcept((byte)0));
        Assert.Equal(address, arena.Cap(First).ObjectAddress);
        Assert.Equal((1UL << 16) + 48, ZeroedEnd(Memory));
    }

    [Fact]
    public void Device_memory_that_is_used_anew_is_not_zeroed()
    {
        ulong address = arena.Cap(CapabilityArena.DeviceMemory).ObjectAddress;
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.DeviceMemory, ObjectType.Page4K, 0, First));
        arena.Expect(Error.NoError, arena.Delete(First));
        *(byte*)address = 0xee;

        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.DeviceMemory, ObjectType.Untyped, 12, First));
        Assert.Equal(0xee, *(byte*)address);
        Assert.Equal((0UL, 0UL), (ZeroedEnd(CapabilityArena.DeviceMemory), ZeroedEnd(First)));
    }

    [Fact]
    public void What_an_interrupted_retype_cleared_is_not_taken_for_more_than_it_is()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Endpoint, 0, First));
        ulong address = arena.Cap(Memory).ObjectAddress;
        new Span<byte>((void*)(address + 16), (1 << 20) - 16).Fill(0xee);
        arena.InterruptPending = true;
        Assert.Equal(Outcome.Preempted, arena.Retype(Memory, ObjectType.CapTable, 11, First + 1));
        arena.InterruptPending = false;

        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 13, First + 2));
        ulong made = arena.Cap(First + 2).ObjectAddress;
        Assert.Equal(-1, new Span<byte>((void*)made, 1 << 18).IndexOfAnyExcept((byte)0));
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.CapTable, 8, First + 3));
        made = arena.Cap(First + 3).ObjectAddress;
        Assert.Equal(-1, new Span<byte>((void*)made, 1 << 13).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void A_new_thread_is_inactive()
    {
        arena.Expect(Error.NoError, arena.Retype(Memory, ObjectType.Tcb, 0, First));

        arena.Cap(First).TryAsThread(out ThreadCapability thread);
        Assert.Equal(Caprock.Kernel.Objects.ThreadState.Inactive, thread.Object->State);
        Assert.True(Slot.IsEmpty(&thread.Object->CSpaceRoot));
    }

    private ulong ZeroedEnd(int slot)
    {
        arena.Cap(slot).TryAsUntyped(out UntypedCapability memory);
        return memory.ZeroedEnd;
    }

    private ulong FreeOffset()
    {
        arena.Cap(Memory).TryAsUntyped(out UntypedCapability memory);
        return memory.FreeOffset;
    }
}
