// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel;

public sealed unsafe class HostKernelTests
{
    [Fact]
    public void The_initial_thread_runs_with_the_abis_capabilities()
    {
        using var kernel = new HostKernel();

        Assert.Equal(CapabilityType.Thread, kernel.CapAt((ulong)RootSlot.InitThreadTcb).Type);
        Assert.Equal(CapabilityType.CNode, kernel.CapAt((ulong)RootSlot.InitThreadCNode).Type);
        Assert.Equal(CapabilityType.Pml4, kernel.CapAt((ulong)RootSlot.InitThreadVSpace).Type);
        Assert.Equal(CapabilityType.IrqControl, kernel.CapAt((ulong)RootSlot.IrqControl).Type);
        Assert.Equal(CapabilityType.AsidControl, kernel.CapAt((ulong)RootSlot.AsidControl).Type);
        Assert.Equal(CapabilityType.AsidPool, kernel.CapAt((ulong)RootSlot.InitThreadAsidPool).Type);
        Assert.Equal(CapabilityType.IoPortControl, kernel.CapAt((ulong)RootSlot.IoPortControl).Type);
        Assert.Equal(CapabilityType.Frame, kernel.CapAt((ulong)RootSlot.InitThreadIpcBuffer).Type);
        Assert.Equal(CapabilityType.DomainSet, kernel.CapAt((ulong)RootSlot.Domain).Type);
        Assert.Equal(CapabilityType.SchedContext, kernel.CapAt((ulong)RootSlot.InitThreadSchedContext).Type);
        Assert.Equal(ThreadState.Running, kernel.Root->State);
        Assert.True(kernel.Current == kernel.Root);
    }

    [Fact]
    public void Untyped_memory_is_what_the_kernel_has_not_reserved()
    {
        using var kernel = new HostKernel();
        ulong bytes = 0;
        for (ulong slot = kernel.BootInfo->Untyped.Start; slot < kernel.BootInfo->Untyped.End; slot++)
        {
            kernel.CapAt(slot).TryAsUntyped(out UntypedCapability untyped);
            bytes += untyped.IsDevice ? 0 : untyped.SizeBytes;
        }

        Assert.Equal(kernel.Computer.MemoryBytes - kernel.Computer.FirstFreeAddress, bytes);
    }

    [Fact]
    public void Kernels_on_one_thread_do_not_touch_each_other()
    {
        using var first = new HostKernel();
        using var second = new HostKernel();

        ulong inFirst = first.Create(ObjectType.Endpoint);
        ulong inSecond = second.Create(ObjectType.Notification);

        Assert.Equal(inFirst, inSecond);
        Assert.Equal(CapabilityType.Endpoint, first.CapAt(inFirst).Type);
        Assert.Equal(CapabilityType.Notification, second.CapAt(inSecond).Type);
    }

    [Fact]
    public void Kernels_run_side_by_side() => Parallel.For(0, 8, number =>
    {
        using var kernel = new HostKernel();
        for (var i = 0; i <= number * 10; i++)
        {
            kernel.Create(ObjectType.Endpoint);
        }

        kernel.CapAt(kernel.Memory).TryAsUntyped(out UntypedCapability memory);
        Assert.Equal((ulong)((number * 10) + 1) << ObjectSizes.EndpointBits, memory.FreeOffset);
    });

    [Fact]
    public void A_preempted_system_call_ends_in_the_same_state()
    {
        using var calm = new HostKernel();
        using var disturbed = new HostKernel();
        disturbed.Computer.PollsUntilInterrupt = 0;
        foreach (HostKernel kernel in new[] { calm, disturbed })
        {
            ulong node = kernel.Create(ObjectType.CapTable, 10);
            ulong endpoint = kernel.Create(ObjectType.Endpoint);
            for (var i = 0; i < 300; i++)
            {
                kernel.Copy(endpoint);
            }

            kernel.Revoke(kernel.Memory);
            Assert.True(kernel.CapAt(node).IsNull);
            Assert.True(kernel.CapAt(endpoint).IsNull);
        }

        Assert.NotEqual(0, disturbed.Computer.PollCount);
    }

    [Fact]
    public void A_thread_that_changes_its_own_address_space_runs_in_the_new_one()
    {
        using var kernel = new HostKernel();
        ulong old = kernel.Computer.Mmu.Cr3;
        var space = new AddressSpaces.TestSpace(kernel);

        kernel.Invoke(
            (ulong)RootSlot.InitThreadTcb,
            InvocationLabel.TcbSetSpace,
            [0, 0],
            0,
            (ulong)RootSlot.InitThreadCNode,
            space.Slot).Ok();

        Assert.NotEqual(old, kernel.Computer.Mmu.Cr3);
        Assert.Equal(space.RootAddress | space.Asid, kernel.Computer.Mmu.Cr3);
    }

    [Fact]
    public void A_bare_root_is_no_threads_address_space()
    {
        using var kernel = new HostKernel();

        kernel.Invoke(
            (ulong)RootSlot.InitThreadTcb,
            InvocationLabel.TcbSetSpace,
            [0, 0],
            0,
            (ulong)RootSlot.InitThreadCNode,
            kernel.Create(ObjectType.Pml4)).Refused(Error.IllegalOperation);
    }
}
