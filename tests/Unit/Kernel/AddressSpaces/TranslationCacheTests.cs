// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

/// <summary>The simulated processor remembers every translation it may; none may outlive its mapping.</summary>
public sealed unsafe class TranslationCacheTests
{
    private const ulong Address = 0x1234_5600_0000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unmap_in_the_loaded_space_holds_at_once(bool hasPcid)
    {
        using var kernel = new HostKernel(hasPcid: hasPcid);
        (TestSpace space, ulong frame) = MakeMapped(kernel);
        kernel.Load(space.Slot);
        Assert.NotNull(kernel.Computer.Mmu.Translate(Address));

        kernel.Invoke(frame, InvocationLabel.PageUnmap, []).Ok();

        Assert.Null(kernel.Computer.Mmu.Translate(Address));
        Assert.Equal([Address], kernel.Computer.Mmu.InvalidatedPages);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unmap_in_another_space_holds_when_it_is_loaded_again(bool hasPcid)
    {
        using var kernel = new HostKernel(hasPcid: hasPcid);
        (TestSpace space, ulong frame) = MakeMapped(kernel);
        kernel.Load(space.Slot);
        Assert.NotNull(kernel.Computer.Mmu.Translate(Address));
        kernel.Load((ulong)RootSlot.InitThreadVSpace);

        kernel.Invoke(frame, InvocationLabel.PageUnmap, []).Ok();

        Assert.Empty(kernel.Computer.Mmu.InvalidatedPages);
        kernel.Load(space.Slot);
        Assert.Null(kernel.Computer.Mmu.Translate(Address));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void Unmap_of_a_table_drops_everything_below(bool hasPcid, int level)
    {
        using var kernel = new HostKernel(hasPcid: hasPcid);
        var space = new TestSpace(kernel);
        ulong[] tables = space.MapTables(Address);
        space.Map(kernel.Create(ObjectType.Page4K), Address).Ok();
        kernel.Load(space.Slot);
        Assert.NotNull(kernel.Computer.Mmu.Translate(Address));

        kernel.Invoke(tables[level], TestSpace.MapLabel(TestSpace.TypeAt(39 - (9 * level))) + 1, []).Ok();

        Assert.Null(kernel.Computer.Mmu.Translate(Address));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_identifier_brings_nothing_of_its_last_owner(bool hasPcid)
    {
        using var kernel = new HostKernel(hasPcid: hasPcid);
        (TestSpace space, _) = MakeMapped(kernel);
        kernel.Load(space.Slot);
        Assert.NotNull(kernel.Computer.Mmu.Translate(Address));

        kernel.Delete(space.Slot);
        Assert.Equal(kernel.State->Arch.KernelRoot, kernel.Computer.Mmu.Cr3);
        Assert.Null(kernel.Computer.Mmu.Translate(Address));
        var next = new TestSpace(kernel);
        kernel.Load(next.Slot);

        Assert.Equal(space.Asid, next.Asid);
        Assert.Null(kernel.Computer.Mmu.Translate(Address));
    }

    [Fact]
    public void Translations_survive_a_switch_with_identifiers_on()
    {
        using var kernel = new HostKernel(hasPcid: true);
        (TestSpace space, ulong frame) = MakeMapped(kernel);
        kernel.Load(space.Slot);
        Assert.NotNull(kernel.Computer.Mmu.Translate(Address));

        kernel.Load((ulong)RootSlot.InitThreadVSpace);
        kernel.Load(space.Slot);

        // The table is changed behind the kernel's back: the remembered translation still shows.
        ulong* table = (ulong*)kernel.CapAt(space.Slot).ObjectAddress;
        ulong saved = table[Address >> 39];
        table[Address >> 39] = 0;
        Assert.Equal(space.Physical(frame), kernel.Computer.Mmu.Translate(Address)!.Value.PhysicalAddress);
        table[Address >> 39] = saved;
    }

    [Fact]
    public void A_space_that_is_loaded_is_not_loaded_again()
    {
        using var kernel = new HostKernel();
        var space = new TestSpace(kernel);
        kernel.Load(space.Slot);
        int loads = kernel.Computer.Mmu.LoadCount;

        kernel.Load(space.Slot);
        kernel.Load(kernel.Copy(space.Slot));

        Assert.Equal(loads, kernel.Computer.Mmu.LoadCount);
    }

    [Fact]
    public void A_thread_without_an_address_space_runs_on_the_kernels_own()
    {
        using var kernel = new HostKernel();
        kernel.Load(new TestSpace(kernel).Slot);

        kernel.Load(0);

        Assert.Equal(kernel.State->Arch.KernelRoot, kernel.Computer.Mmu.Cr3);
    }

    private static (TestSpace Space, ulong Frame) MakeMapped(HostKernel kernel)
    {
        var space = new TestSpace(kernel);
        space.MapTables(Address);
        ulong frame = kernel.Create(ObjectType.Page4K);
        space.Map(frame, Address).Ok();
        return (space, frame);
    }
}
