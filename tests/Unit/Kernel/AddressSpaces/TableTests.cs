// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

public sealed unsafe class TableTests : IDisposable
{
    private const ulong Address = 0x1234_5678_9000;

    private readonly HostKernel kernel = new();
    private readonly TestSpace space;

    public TableTests() => space = new TestSpace(kernel);

    public void Dispose() => kernel.Dispose();

    [Fact]
    public void Tables_serve_every_address_under_their_entry()
    {
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        ulong other = (Address & ~0x1f_fffful) | 0x1f_f000;

        space.Map(frame, other).Ok();

        Assert.NotNull(space.Walk(other));
    }

    [Theory]
    [InlineData(ObjectType.PageDirectory, 30, 39)]
    [InlineData(ObjectType.PageTable, 30, 30)]
    [InlineData(ObjectType.PageTable, 39, 39)]
    public void A_table_needs_the_one_above(ObjectType type, int lowestShift, ulong missing)
    {
        space.MapTables(Address, type == ObjectType.PageDirectory ? 39 : lowestShift);

        space.TryMapTable(kernel.Create(type), type, Address)
            .Refused(Error.FailedLookup, 0, (ulong)LookupFailureType.MissingCapability, missing);
    }

    [Theory]
    [InlineData(39)]
    [InlineData(30)]
    [InlineData(21)]
    public void A_place_that_has_a_table_is_refused(int shift)
    {
        space.MapTables(Address);
        ObjectType type = TestSpace.TypeAt(shift);

        space.TryMapTable(kernel.Create(type), type, Address).Refused(Error.DeleteFirst);
    }

    [Fact]
    public void A_place_that_has_a_large_frame_is_refused()
    {
        ulong aligned = Address & ~0x1f_fffful;
        space.MapTables(Address, 21);
        space.Map(kernel.Create(ObjectType.LargePage), aligned).Ok();

        space.TryMapTable(kernel.Create(ObjectType.PageTable), ObjectType.PageTable, Address).Refused(Error.DeleteFirst);
    }

    [Fact]
    public void A_large_frame_does_not_replace_a_table()
    {
        space.MapTables(Address);

        space.Map(kernel.Create(ObjectType.LargePage), Address & ~0x1f_fffful).Refused(Error.DeleteFirst);
    }

    [Fact]
    public void A_mapped_table_cannot_be_mapped_a_second_time()
    {
        ulong table = space.MapTable(ObjectType.PageDirectoryPointerTable, Address);

        space.TryMapTable(table, ObjectType.PageDirectoryPointerTable, 0).Refused(Error.InvalidCapability, 0);
    }

    [Theory]
    [InlineData(0x7fff_ffff_f000)]
    [InlineData(0xffff_8000_0000_0000)]
    [InlineData(0xffff_ff80_0000_0000)]
    public void An_address_of_the_kernel_is_refused(ulong address) =>
        space.TryMapTable(kernel.Create(ObjectType.PageDirectoryPointerTable), ObjectType.PageDirectoryPointerTable, address)
            .Refused(Error.InvalidArgument, 0);

    [Fact]
    public void A_table_wants_a_root_with_an_identifier()
    {
        ulong table = kernel.Create(ObjectType.PageDirectoryPointerTable);
        ulong bare = kernel.Create(ObjectType.Pml4);

        kernel.Invoke(table, InvocationLabel.PageDirectoryPointerTableMap, [Address, 0], bare).Refused(Error.InvalidCapability, 1);
        kernel.Invoke(table, InvocationLabel.PageDirectoryPointerTableMap, [Address, 0], table).Refused(Error.InvalidCapability, 1);
        kernel.Invoke(table, InvocationLabel.PageDirectoryPointerTableMap, [Address, 0]).Refused(Error.TruncatedMessage);
        kernel.Invoke(table, InvocationLabel.PageDirectoryPointerTableMap, [Address], space.Slot).Refused(Error.TruncatedMessage);
    }

    [Fact]
    public void Each_table_answers_to_its_own_labels_only()
    {
        ulong table = kernel.Create(ObjectType.PageTable);

        kernel.Invoke(table, InvocationLabel.PageDirectoryMap, [Address, 0], space.Slot).Refused(Error.IllegalOperation);
        kernel.Invoke(table, InvocationLabel.PageDirectoryUnmap, []).Refused(Error.IllegalOperation);
        kernel.Invoke(space.Slot, InvocationLabel.PageTableMap, [Address, 0], space.Slot).Refused(Error.IllegalOperation);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Unmap_takes_away_what_was_mapped_below_and_empties_the_table(int level)
    {
        ulong[] tables = space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();
        ObjectType type = TestSpace.TypeAt(39 - (9 * level));

        kernel.Invoke(tables[level], TestSpace.MapLabel(type) + 1, []).Ok();

        Assert.Null(space.Walk(Address));
        var content = new ReadOnlySpan<ulong>((void*)kernel.CapAt(tables[level]).ObjectAddress, 512);
        Assert.Equal(-1, content.IndexOfAnyExcept(0UL));
        space.TryMapTable(tables[level], type, Address).Ok();
        Assert.Null(space.Walk(Address));
    }

    [Fact]
    public void Unmap_of_a_table_that_is_not_mapped_does_nothing() =>
        kernel.Invoke(kernel.Create(ObjectType.PageTable), InvocationLabel.PageTableUnmap, []).Ok();

    [Fact]
    public void Unmap_is_refused_while_there_are_copies()
    {
        ulong table = space.MapTables(Address)[^1];
        ulong copy = kernel.Copy(table);

        kernel.Invoke(table, InvocationLabel.PageTableUnmap, []).Refused(Error.RevokeFirst);
        kernel.Delete(copy);
        kernel.Invoke(table, InvocationLabel.PageTableUnmap, []).Ok();
    }

    [Fact]
    public void Tables_and_roots_are_copied_only_while_mapped()
    {
        kernel.TryCopy(kernel.Create(ObjectType.PageTable), kernel.NewSlot()).Refused(Error.IllegalOperation);
        kernel.TryCopy(kernel.Create(ObjectType.Pml4), kernel.NewSlot()).Refused(Error.IllegalOperation);
        kernel.Copy(space.MapTable(ObjectType.PageDirectoryPointerTable, Address));
        kernel.Copy(space.Slot);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Deleting_the_last_capability_of_a_table_takes_it_out(int level)
    {
        ulong[] tables = space.MapTables(Address);
        space.Map(kernel.Create(ObjectType.Page4K), Address).Ok();
        ulong copy = kernel.Copy(tables[level]);

        kernel.Delete(tables[level]);
        Assert.NotNull(space.Walk(Address));
        kernel.Delete(copy);

        Assert.Null(space.Walk(Address));
    }

    [Fact]
    public void A_frame_below_a_deleted_table_is_unmapped_without_harm()
    {
        ulong[] tables = space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();

        kernel.Delete(tables[0]);
        kernel.Invoke(frame, InvocationLabel.PageUnmap, []).Ok();
        kernel.Delete(tables[1]);
        kernel.Delete(tables[2]);
        kernel.Delete(frame);
    }

    [Fact]
    public void A_table_that_was_replaced_does_not_take_its_successor_along()
    {
        ulong[] tables = space.MapTables(Address);
        kernel.Invoke(tables[1], InvocationLabel.PageDirectoryUnmap, []).Ok();
        space.TryMapTable(tables[1], ObjectType.PageDirectory, Address).Ok();
        space.MapTable(ObjectType.PageTable, Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();

        kernel.Delete(tables[2]);

        Assert.NotNull(space.Walk(Address));
    }

    [Fact]
    public void Every_new_root_has_the_kernels_entry_and_no_other()
    {
        var root = new ReadOnlySpan<ulong>((void*)kernel.CapAt(kernel.Create(ObjectType.Pml4)).ObjectAddress, 512);

        Assert.Equal(kernel.State->Arch.KernelRootTable[X64AddressMap.TopLevelIndex], root[X64AddressMap.TopLevelIndex]);
        Assert.Equal(X64AddressMap.TopLevelIndex, root.IndexOfAnyExcept(0UL));
    }

    [Fact]
    public void Attributes_of_a_table_are_those_of_its_entry()
    {
        ulong table = kernel.Create(ObjectType.PageDirectoryPointerTable);
        space.TryMapTable(table, ObjectType.PageDirectoryPointerTable, Address, 3).Ok();

        ulong entry = ((ulong*)kernel.CapAt(space.Slot).ObjectAddress)[Address >> 39];

        Assert.Equal(space.Physical(table) | 0x1f, entry);
    }

    [Fact]
    public void The_one_view_of_tables_fits_all_three()
    {
        PageTableCapability view = X64Tables.View(PageDirectoryCapability.Create(0xffff_8000_1234_5000, true, 77, 0x7fff_c000_0000).Value);
        Assert.Equal(
            (0xffff_8000_1234_5000, true, 77UL, 0x7fff_c000_0000UL),
            (view.ObjectAddress, view.IsMapped, view.MappedAsid, view.MappedAddress));
        view = X64Tables.View(PageDirectoryPointerTableCapability.Create(0x1000, false, 4095, 0).Value);
        Assert.Equal((0x1000UL, false, 4095UL, 0UL), (view.ObjectAddress, view.IsMapped, view.MappedAsid, view.MappedAddress));
        Assert.True(X64Tables.View(Pml4Capability.Create(0x1000, true, 9).Value).IsMapped);
    }
}
