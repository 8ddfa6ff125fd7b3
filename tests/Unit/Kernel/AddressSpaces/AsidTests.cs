// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

public sealed unsafe class AsidTests : IDisposable
{
    private const ulong Pool = (ulong)RootSlot.InitThreadAsidPool;
    private const ulong Control = (ulong)RootSlot.AsidControl;
    private const ulong Address = 0x4000_0000;

    private readonly HostKernel kernel = new(64 << 20);

    public void Dispose() => kernel.Dispose();

    [Fact]
    public void The_initial_thread_has_identifier_one()
    {
        kernel.CapAt((ulong)RootSlot.InitThreadVSpace).TryAsPml4(out Pml4Capability root);
        Assert.Equal(1UL, root.Asid);
        Assert.True(X64Asids.FindRoot(1) == (ulong*)root.ObjectAddress);
    }

    [Fact]
    public void Spaces_get_identifiers_of_their_own()
    {
        var first = new TestSpace(kernel);
        var second = new TestSpace(kernel);

        Assert.NotEqual(0UL, first.Asid);
        Assert.NotEqual(first.Asid, second.Asid);
    }

    [Fact]
    public void A_root_gets_one_identifier_only()
    {
        var space = new TestSpace(kernel);

        kernel.Invoke(Pool, InvocationLabel.AsidPoolAssign, [], space.Slot).Refused(Error.InvalidCapability, 1);
    }

    [Fact]
    public void Only_roots_get_identifiers()
    {
        kernel.Invoke(Pool, InvocationLabel.AsidPoolAssign, [], kernel.Create(ObjectType.PageTable)).Refused(Error.InvalidCapability, 1);
        kernel.Invoke(Pool, InvocationLabel.AsidPoolAssign, [], 0).Refused(Error.InvalidCapability, 1);
        kernel.Invoke(Pool, InvocationLabel.AsidPoolAssign, []).Refused(Error.TruncatedMessage);
        kernel.Invoke(Pool, InvocationLabel.AsidControlMakePool, [], 0).Refused(Error.IllegalOperation);
    }

    [Fact]
    public void A_pool_has_512_identifiers_and_a_deleted_root_gives_its_own_back()
    {
        ulong pool = MakePool();
        ulong roots = kernel.Create(ObjectType.Pml4, 0, 256);
        ulong more = kernel.Create(ObjectType.Pml4, 0, 256);
        for (ulong i = 0; i < 256; i++)
        {
            kernel.Invoke(pool, InvocationLabel.AsidPoolAssign, [], roots + i).Ok();
            kernel.Invoke(pool, InvocationLabel.AsidPoolAssign, [], more + i).Ok();
        }

        ulong last = kernel.Create(ObjectType.Pml4);
        kernel.Invoke(pool, InvocationLabel.AsidPoolAssign, [], last).Refused(Error.DeleteFirst);
        kernel.Delete(roots + 17);
        kernel.Invoke(pool, InvocationLabel.AsidPoolAssign, [], last).Ok();
    }

    [Fact]
    public void There_are_eight_pools_and_a_deleted_one_makes_room()
    {
        var pools = new List<ulong>();
        for (var i = 0; i < 7; i++)
        {
            pools.Add(MakePool());
        }

        ulong memory = kernel.Create(ObjectType.Untyped, 12);
        TryMakePool(memory, kernel.NewSlot()).Refused(Error.DeleteFirst);
        kernel.Delete(pools[3]);
        TryMakePool(memory, kernel.NewSlot()).Ok();
    }

    [Fact]
    public void Pools_have_disjoint_identifiers()
    {
        ulong[] bases = [.. Enumerable.Range(0, 7).Select(_ => PoolBase(MakePool()))];

        Assert.Equal([512UL, 1024, 1536, 2048, 2560, 3072, 3584], bases);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public void A_pool_takes_memory_of_exactly_its_size(int sizeBits) =>
        TryMakePool(kernel.Create(ObjectType.Untyped, sizeBits), kernel.NewSlot()).Refused(Error.InvalidCapability, 1);

    [Fact]
    public void A_pool_takes_no_device_memory_and_nothing_but_memory()
    {
        ulong device = kernel.CreateFrom(kernel.DeviceMemory, ObjectType.Untyped, 12);

        TryMakePool(device, kernel.NewSlot()).Refused(Error.InvalidCapability, 1);
        TryMakePool(kernel.Create(ObjectType.Page4K), kernel.NewSlot()).Refused(Error.InvalidCapability, 1);
    }

    [Fact]
    public void A_pool_takes_no_memory_that_is_in_use()
    {
        ulong memory = kernel.Create(ObjectType.Untyped, 12);
        kernel.CreateFrom(memory, ObjectType.Endpoint);

        TryMakePool(memory, kernel.NewSlot()).Refused(Error.RevokeFirst);
    }

    [Fact]
    public void A_pool_uses_all_of_its_memory_and_goes_with_it()
    {
        ulong memory = kernel.Create(ObjectType.Untyped, 12);
        ulong pool = kernel.NewSlot();
        TryMakePool(memory, pool).Ok();

        kernel.Invoke(
            memory,
            InvocationLabel.UntypedRetype,
            [(ulong)ObjectType.Endpoint, 0, 0, 0, kernel.NewSlot(), 1],
            (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.NotEnoughMemory);
        kernel.Revoke(memory);
        Assert.True(kernel.CapAt(pool).IsNull);
        TryMakePool(memory, pool).Ok();
    }

    [Fact]
    public void The_destination_of_a_pool_is_checked()
    {
        ulong memory = kernel.Create(ObjectType.Untyped, 12);

        TryMakePool(memory, memory).Refused(Error.DeleteFirst);
        kernel.Invoke(Control, InvocationLabel.AsidControlMakePool, [kernel.NewSlot(), 65], memory, (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.RangeError, 1, 64);
        kernel.Invoke(Control, InvocationLabel.AsidControlMakePool, [kernel.NewSlot(), 64], memory, memory).Refused(Error.FailedLookup);
        kernel.Invoke(Control, InvocationLabel.AsidControlMakePool, [kernel.NewSlot(), 64], memory).Refused(Error.TruncatedMessage);
        kernel.Invoke(Control, InvocationLabel.AsidControlMakePool, [kernel.NewSlot()], memory, (ulong)RootSlot.InitThreadCNode)
            .Refused(Error.TruncatedMessage);
        kernel.Invoke(Control, InvocationLabel.AsidPoolAssign, []).Refused(Error.IllegalOperation);
    }

    [Fact]
    public void A_space_whose_pool_is_gone_serves_no_more()
    {
        ulong pool = MakePool();
        ulong root = kernel.Create(ObjectType.Pml4);
        ulong frame = kernel.Create(ObjectType.Page4K);
        kernel.Invoke(pool, InvocationLabel.AsidPoolAssign, [], root).Ok();
        kernel.Load(root);
        Assert.NotEqual(kernel.State->Arch.KernelRoot, kernel.Computer.Mmu.Cr3);

        kernel.Delete(pool);

        Assert.Equal(kernel.State->Arch.KernelRoot, kernel.Computer.Mmu.Cr3);
        kernel.Invoke(frame, InvocationLabel.PageMap, [Address, 3, 0], root)
            .Refused(Error.FailedLookup, 0, (ulong)LookupFailureType.InvalidRoot);
        kernel.Load(root);
        Assert.Equal(kernel.State->Arch.KernelRoot, kernel.Computer.Mmu.Cr3);
    }

    [Fact]
    public void A_space_whose_identifier_has_a_new_owner_serves_no_more()
    {
        ulong pool = MakePool();
        ulong old = kernel.Create(ObjectType.Pml4);
        kernel.Invoke(pool, InvocationLabel.AsidPoolAssign, [], old).Ok();
        kernel.Delete(pool);
        ulong young = kernel.Create(ObjectType.Pml4);
        kernel.Invoke(MakePool(), InvocationLabel.AsidPoolAssign, [], young).Ok();
        ulong frame = kernel.Create(ObjectType.Page4K);

        kernel.Invoke(frame, InvocationLabel.PageMap, [Address, 3, 0], old).Refused(Error.InvalidCapability, 1);
        kernel.Load(old);
        Assert.Equal(kernel.State->Arch.KernelRoot, kernel.Computer.Mmu.Cr3);
        kernel.Delete(old);
        kernel.Load(young);
        Assert.NotEqual(kernel.State->Arch.KernelRoot, kernel.Computer.Mmu.Cr3);
    }

    private ulong MakePool()
    {
        ulong pool = kernel.NewSlot();
        TryMakePool(kernel.Create(ObjectType.Untyped, 12), pool).Ok();
        return pool;
    }

    private InvocationResult TryMakePool(ulong memory, ulong destination) =>
        kernel.Invoke(Control, InvocationLabel.AsidControlMakePool, [destination, 64], memory, (ulong)RootSlot.InitThreadCNode);

    private ulong PoolBase(ulong pool)
    {
        kernel.CapAt(pool).TryAsAsidPool(out AsidPoolCapability view);
        return view.AsidBase;
    }
}
