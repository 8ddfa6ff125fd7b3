// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

public sealed unsafe class FrameTests : IDisposable
{
    private const ulong Address = 0x1234_5600_0000;
    private const ulong HugeAddress = 0x1234_4000_0000;

    private readonly HostKernel kernel = new();
    private readonly TestSpace space;

    public FrameTests() => space = new TestSpace(kernel);

    public void Dispose() => kernel.Dispose();

    [Fact]
    public void A_small_frame_appears_at_its_address_and_nowhere_else()
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);

        space.Map(frame, Address).Ok();

        Assert.Equal(new HostTranslation(space.Physical(frame) + 5, 12, true, true, 0), space.Walk(Address + 5));
        Assert.Null(space.Walk(Address + 0x1000));
        Assert.Null(space.Walk(Address - 1));
    }

    [Fact]
    public void A_large_frame_covers_two_mebibytes()
    {
        space.MapTables(Address, 21);
        ulong frame = kernel.Create(ObjectType.LargePage);

        space.Map(frame, Address).Ok();

        Assert.Equal(new HostTranslation(space.Physical(frame) + 0x1f_ffff, 21, true, true, 0), space.Walk(Address + 0x1f_ffff));
        Assert.Null(space.Walk(Address + 0x20_0000));
    }

    [Fact]
    public void A_huge_frame_covers_a_gibibyte()
    {
        space.MapTables(HugeAddress, 30);
        ulong frame = kernel.CreateFrom(kernel.DeviceMemory, ObjectType.HugePage);

        space.Map(frame, HugeAddress).Ok();

        Assert.Equal(
            new HostTranslation(space.Physical(frame) + 0x3fff_ffff, 30, true, true, 0), space.Walk(HugeAddress + 0x3fff_ffff));
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, true, true)]
    [InlineData(15, true, true)]
    public void Rights_asked_for_decide_what_user_mode_may_do(ulong rights, bool isReadable, bool isWritable)
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);

        space.Map(frame, Address, rights).Ok();

        Assert.Equal(isReadable, space.Walk(Address)!.Value.IsUser);
        Assert.Equal(isWritable, space.Walk(Address)!.Value.IsWritable);
    }

    [Theory]
    [InlineData(2, 3, true, false)]
    [InlineData(0, 3, false, false)]
    [InlineData(1, 3, false, false)]
    public void Rights_the_capability_lacks_are_not_given(ulong copyRights, ulong asked, bool isReadable, bool isWritable)
    {
        space.MapTables(Address);
        ulong copy = kernel.Copy(kernel.Create(ObjectType.Page4K), copyRights);

        space.Map(copy, Address, asked).Ok();

        Assert.Equal(isReadable, space.Walk(Address)!.Value.IsUser);
        Assert.Equal(isWritable, space.Walk(Address)!.Value.IsWritable);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(21)]
    public void Attributes_select_how_the_memory_is_cached(int sizeBits)
    {
        space.MapTables(Address, sizeBits);
        ulong frame = kernel.Create(sizeBits == 12 ? ObjectType.Page4K : ObjectType.LargePage);
        for (var attributes = 0; attributes < 8; attributes++)
        {
            space.Map(frame, Address, 3, (ulong)attributes).Ok();
            Assert.Equal(attributes, space.Walk(Address)!.Value.CacheIndex);
            Assert.Equal(space.Physical(frame), space.Walk(Address)!.Value.PhysicalAddress);
        }
    }

    [Fact]
    public void Mapping_again_at_the_same_address_changes_rights_at_once()
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();
        kernel.Load(space.Slot);
        Assert.True(kernel.Computer.Mmu.Translate(Address)!.Value.IsWritable);

        space.Map(frame, Address, 2).Ok();

        Assert.False(kernel.Computer.Mmu.Translate(Address)!.Value.IsWritable);
    }

    [Fact]
    public void Unmap_removes_the_mapping_and_lets_the_frame_be_mapped_elsewhere()
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();

        kernel.Invoke(frame, InvocationLabel.PageUnmap, []).Ok();

        Assert.Null(space.Walk(Address));
        space.Map(frame, Address + 0x1000).Ok();
        Assert.NotNull(space.Walk(Address + 0x1000));
    }

    [Fact]
    public void Unmap_of_a_frame_that_is_not_mapped_does_nothing() =>
        kernel.Invoke(kernel.Create(ObjectType.Page4K), InvocationLabel.PageUnmap, []).Ok();

    [Fact]
    public void Deleting_a_copy_removes_its_own_mapping_only()
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        ulong copy = kernel.Copy(frame);
        space.Map(frame, Address).Ok();
        space.Map(copy, Address + 0x1000).Ok();

        kernel.Delete(copy);

        Assert.Null(space.Walk(Address + 0x1000));
        Assert.NotNull(space.Walk(Address));
    }

    [Fact]
    public void A_copy_of_a_mapped_frame_is_not_mapped()
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();

        kernel.CapAt(kernel.Copy(frame)).TryAsFrame(out FrameCapability copy);

        Assert.Equal(FrameMapType.None, copy.MapType);
        Assert.Equal(0UL, copy.MappedAsid);
    }

    [Fact]
    public void A_frame_that_took_the_place_of_another_survives_the_deletion_of_the_other()
    {
        ulong[] tables = space.MapTables(Address);
        ulong first = kernel.Create(ObjectType.Page4K);
        space.Map(first, Address).Ok();
        kernel.Invoke(tables[^1], InvocationLabel.PageTableUnmap, []).Ok();
        space.TryMapTable(tables[^1], ObjectType.PageTable, Address).Ok();
        ulong second = kernel.Create(ObjectType.Page4K);
        space.Map(second, Address).Ok();

        kernel.Delete(first);

        Assert.Equal(space.Physical(second), space.Walk(Address)!.Value.PhysicalAddress);
    }

    [Fact]
    public void A_frame_whose_page_table_went_is_mapped_again_at_its_address()
    {
        ulong[] tables = space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();
        kernel.Invoke(tables[^1], InvocationLabel.PageTableUnmap, []).Ok();

        space.Map(frame, Address).Refused(Error.FailedLookup);
        space.TryMapTable(tables[^1], ObjectType.PageTable, Address).Ok();
        space.Map(frame, Address).Ok();

        Assert.NotNull(space.Walk(Address));
    }

    [Fact]
    public void GetAddress_tells_the_physical_address()
    {
        ulong frame = kernel.CreateFrom(kernel.DeviceMemory, ObjectType.Page4K);

        InvocationResult result = kernel.Invoke(frame, InvocationLabel.PageGetAddress, []).Ok();

        Assert.Equal([HostBoot.DeviceAddress], result.Words);
    }

    [Theory]
    [InlineData(39, 39)]
    [InlineData(30, 30)]
    [InlineData(21, 21)]
    public void A_missing_table_is_named_by_its_level(int lowestShift, ulong missing)
    {
        space.MapTables(Address, lowestShift);

        space.Map(kernel.Create(ObjectType.Page4K), Address)
            .Refused(Error.FailedLookup, 0, (ulong)LookupFailureType.MissingCapability, missing);
    }

    [Fact]
    public void A_frame_under_a_large_one_misses_its_table()
    {
        space.MapTables(Address, 21);
        space.Map(kernel.Create(ObjectType.LargePage), Address).Ok();

        space.Map(kernel.Create(ObjectType.Page4K), Address)
            .Refused(Error.FailedLookup, 0, (ulong)LookupFailureType.MissingCapability, 21);
    }

    [Fact]
    public void A_place_that_is_taken_is_refused()
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();

        space.Map(kernel.Create(ObjectType.Page4K), Address).Refused(Error.DeleteFirst);
        space.Map(kernel.Copy(frame), Address).Refused(Error.DeleteFirst);
        space.Map(kernel.Create(ObjectType.LargePage), Address).Refused(Error.DeleteFirst);
        Assert.Equal(space.Physical(frame), space.Walk(Address)!.Value.PhysicalAddress);
    }

    [Fact]
    public void A_mapped_frame_cannot_be_mapped_at_a_second_address_or_in_a_second_space()
    {
        space.MapTables(Address);
        var other = new TestSpace(kernel);
        other.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();

        space.Map(frame, Address + 0x1000).Refused(Error.InvalidArgument, 0);
        other.Map(frame, Address).Refused(Error.InvalidCapability, 1);
        Assert.Null(other.Walk(Address));
    }

    [Fact]
    public void An_address_that_is_not_aligned_to_the_frame_is_refused()
    {
        space.MapTables(Address);

        space.Map(kernel.Create(ObjectType.Page4K), Address + 1).Refused(Error.AlignmentError);
        space.Map(kernel.Create(ObjectType.LargePage), Address + 0x1000).Refused(Error.AlignmentError);
    }

    [Theory]
    [InlineData(0x7fff_ffff_f000)]
    [InlineData(0x8000_0000_0000)]
    [InlineData(0xffff_ff80_0000_0000)]
    [InlineData(0xffff_ffff_ffff_f000)]
    public void An_address_of_the_kernel_is_refused(ulong address) =>
        space.Map(kernel.Create(ObjectType.Page4K), address).Refused(Error.InvalidArgument, 0);

    [Fact]
    public void A_large_frame_may_not_reach_over_the_end_of_user_addresses() =>
        space.Map(kernel.Create(ObjectType.LargePage), 0x7fff_ffe0_0000).Refused(Error.InvalidArgument, 0);

    [Fact]
    public void The_last_page_of_user_addresses_can_be_mapped()
    {
        space.MapTables(0x7fff_ffff_e000);
        space.Map(kernel.Create(ObjectType.Page4K), 0x7fff_ffff_e000).Ok();
        Assert.NotNull(space.Walk(0x7fff_ffff_e000));
    }

    [Fact]
    public void Only_a_root_with_an_identifier_is_an_address_space()
    {
        ulong frame = kernel.Create(ObjectType.Page4K);
        ulong bare = kernel.Create(ObjectType.Pml4);

        kernel.Invoke(frame, InvocationLabel.PageMap, [Address, 3, 0], bare).Refused(Error.InvalidCapability, 1);
        kernel.Invoke(frame, InvocationLabel.PageMap, [Address, 3, 0], frame).Refused(Error.InvalidCapability, 1);
        kernel.Invoke(frame, InvocationLabel.PageMap, [Address, 3, 0], 0).Refused(Error.InvalidCapability, 1);
    }

    [Fact]
    public void A_message_that_is_too_short_is_refused()
    {
        ulong frame = kernel.Create(ObjectType.Page4K);

        kernel.Invoke(frame, InvocationLabel.PageMap, [Address, 3], space.Slot).Refused(Error.TruncatedMessage);
        kernel.Invoke(frame, InvocationLabel.PageMap, [Address, 3, 0]).Refused(Error.TruncatedMessage);
    }

    [Fact]
    public void Labels_of_other_objects_are_refused()
    {
        ulong frame = kernel.Create(ObjectType.Page4K);

        kernel.Invoke(frame, InvocationLabel.PageTableMap, [Address, 0], space.Slot).Refused(Error.IllegalOperation);
        kernel.Invoke(space.Slot, InvocationLabel.PageMap, [Address, 3, 0], space.Slot).Refused(Error.IllegalOperation);
    }

    [Fact]
    public void A_new_frame_holds_nothing_of_its_memorys_former_owner()
    {
        ulong memory = kernel.Create(ObjectType.Untyped, 12);
        ulong frame = kernel.CreateFrom(memory, ObjectType.Page4K);
        ulong* content = (ulong*)kernel.CapAt(frame).ObjectAddress;
        content[7] = 0xdead;
        kernel.Revoke(memory);

        kernel.CreateFrom(memory, ObjectType.Page4K);

        Assert.Equal(0UL, content[7]);
    }
}
