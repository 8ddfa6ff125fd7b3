// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Invocations of threads, and their refusals.</summary>
public sealed unsafe class ThreadInvocationTests : IDisposable
{
    private const ulong RegisterCount = 20;

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Registers_that_were_written_are_read_back()
    {
        Actor thread = world.Create(100);
        ulong[] registers = Enumerable.Range(0, (int)RegisterCount).Select(i => 0x1000ul + (ulong)i).ToArray();
        registers[2] = 0x202;
        Assert.Equal(
            Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbWriteRegisters, [], [0, RegisterCount, .. registers]));
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbReadRegisters, [], 0, RegisterCount));
        Assert.Equal(RegisterCount, world.Root.Info.Length);
        Assert.Equal(registers, Enumerable.Range(0, (int)RegisterCount).Select(world.Root.Word).ToArray());
        Assert.Equal(0x1000ul, thread.Thread->Context.NextIp);
        Assert.Equal(ThreadState.Inactive, thread.State);
    }

    [Fact]
    public void Writing_registers_can_resume_the_thread()
    {
        Actor thread = world.Create(100);
        world.Invoke(thread.Capability, InvocationLabel.TcbWriteRegisters, [], 1, 2, 0x5000, 0x6000);
        world.Rest();
        Assert.True(thread.IsRunning);
        Assert.Equal((0x5000ul, 0x6000ul), (thread.Thread->Context.NextIp, thread.Thread->Context.Rsp));
    }

    [Fact]
    public void Flags_that_user_level_may_not_have_are_dropped()
    {
        Actor thread = world.Create(100);
        world.Invoke(thread.Capability, InvocationLabel.TcbWriteRegisters, [], 0, 3, 0, 0, ulong.MaxValue);
        world.Invoke(thread.Capability, InvocationLabel.TcbReadRegisters, [], 0, 3);
        ulong flags = world.Root.Word(2);
        Assert.Equal(0ul, flags & 0x3000);
        Assert.Equal(0x200ul, flags & 0x200);
    }

    [Fact]
    public void Reading_registers_can_suspend_the_thread_and_shows_where_it_goes_on()
    {
        Actor thread = world.Start(100);
        world.Rest();
        thread.Yield();
        ulong next = thread.Thread->Context.NextIp;
        world.Wake();
        world.Invoke(thread.Capability, InvocationLabel.TcbReadRegisters, [], 1, 1);
        Assert.Equal(next, world.Root.Word(0));
        Assert.Equal(ThreadState.Inactive, thread.State);
    }

    [Fact]
    public void Registers_of_a_blocked_thread_show_its_system_call()
    {
        Actor thread = world.Start(100);
        world.Rest();
        thread.Recv(world.MakeEndpoint());
        world.Wake();
        world.Invoke(thread.Capability, InvocationLabel.TcbReadRegisters, [], 0, 1);
        Assert.Equal(thread.Thread->Context.FaultIp, world.Root.Word(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public void Reading_no_or_too_many_registers_is_refused(ulong count)
    {
        Actor thread = world.Create(100);
        Assert.Equal(Error.RangeError, world.Invoke(thread.Capability, InvocationLabel.TcbReadRegisters, [], 0, count));
        Assert.Equal((1ul, RegisterCount), (world.Root.Word(0), world.Root.Word(1)));
    }

    [Fact]
    public void A_thread_may_not_read_or_write_its_own_registers()
    {
        ulong self = world.Root.Capability;
        Assert.Equal(Error.IllegalOperation, world.Invoke(self, InvocationLabel.TcbReadRegisters, [], 0, 1));
        Assert.Equal(Error.IllegalOperation, world.Invoke(self, InvocationLabel.TcbWriteRegisters, [], 0, 1, 0));
    }

    [Fact]
    public void Writing_more_registers_than_the_message_holds_is_refused()
    {
        Actor thread = world.Create(100);
        Assert.Equal(Error.TruncatedMessage, world.Invoke(thread.Capability, InvocationLabel.TcbWriteRegisters, [], 0, 3, 1, 2));
    }

    [Fact]
    public void Copying_frame_registers_leaves_the_others()
    {
        Actor source = world.Create(100);
        Actor target = world.Create(100);
        ulong[] registers = Enumerable.Range(0, (int)RegisterCount).Select(i => 0x1000ul + (ulong)i).ToArray();
        world.Invoke(source.Capability, InvocationLabel.TcbWriteRegisters, [], [0, RegisterCount, .. registers]);
        Assert.Equal(Error.NoError, world.Invoke(target.Capability, InvocationLabel.TcbCopyRegisters, [source.Capability], 4));
        Assert.Equal((0x1000ul, 0x1001ul, 0ul), (target.Thread->Context.NextIp, target.Thread->Context.Rsp, target.Thread->Arch.FsBase));
        Assert.Equal(Error.InvalidCapability, world.Invoke(target.Capability, InvocationLabel.TcbCopyRegisters, [world.RootNode], 4));
    }

    [Fact]
    public void A_suspended_thread_goes_on_after_its_finished_system_call()
    {
        Actor thread = world.Start(100);
        world.Rest();
        thread.Yield();
        ulong next = thread.Thread->Context.NextIp;
        world.Wake();
        world.Invoke(thread.Capability, InvocationLabel.TcbSuspend, []);
        world.Invoke(thread.Capability, InvocationLabel.TcbResume, []);
        world.Rest();
        Assert.True(thread.IsRunning);
        Assert.Equal(next, thread.Thread->Context.NextIp);
    }

    [Fact]
    public void A_thread_that_suspends_itself_goes_on_behind_the_call_when_resumed()
    {
        Actor thread = world.Start(100);
        Actor other = world.Start(90);
        world.Rest();
        Assert.Equal(Error.NoError, thread.Invoke(thread.Capability, InvocationLabel.TcbSuspend, []));
        Assert.True(other.IsRunning);
        ulong next = thread.Thread->Context.NextIp;
        other.Invoke(thread.Capability, InvocationLabel.TcbResume, []);
        Assert.True(thread.IsRunning);
        Assert.Equal(next, thread.Thread->Context.NextIp);
    }

    [Fact]
    public void Resuming_oneself_does_nothing() =>
        Assert.Equal(Error.NoError, world.Invoke(world.Root.Capability, InvocationLabel.TcbResume, []));

    [Fact]
    public void A_priority_above_the_authoritys_maximum_is_refused()
    {
        Actor thread = world.Create(100);
        Actor authority = world.Create(100);
        authority.Thread->MaximumControlledPriority = 50;
        Assert.Equal(Error.RangeError, world.Invoke(thread.Capability, InvocationLabel.TcbSetPriority, [authority.Capability], 51));
        Assert.Equal((0ul, 50ul), (world.Root.Word(0), world.Root.Word(1)));
        Assert.Equal(
            Error.RangeError,
            world.Invoke(thread.Capability, InvocationLabel.TcbSetMaximumControlledPriority, [authority.Capability], 51));
        Assert.Equal(Error.InvalidCapability, world.Invoke(thread.Capability, InvocationLabel.TcbSetPriority, [world.RootNode], 5));
        Assert.Equal(Error.TruncatedMessage, world.Invoke(thread.Capability, InvocationLabel.TcbSetPriority, [], 5));
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbSetPriority, [authority.Capability], 50));
        Assert.Equal(50, thread.Thread->Priority);
    }

    [Fact]
    public void SetSchedParams_sets_everything_or_nothing()
    {
        Actor thread = world.Create(100);
        Actor other = world.Create(100);
        ulong endpoint = world.MakeEndpoint();
        Error refused = world.Invoke(
            thread.Capability, InvocationLabel.TcbSetSchedParams, [world.Root.Capability, other.SchedContext, endpoint], 10, 20);
        Assert.Equal(Error.IllegalOperation, refused);
        Assert.Equal((100, true), (thread.Thread->Priority, Slot.IsEmpty(&thread.Thread->FaultHandler)));
        Error done = world.Invoke(
            thread.Capability, InvocationLabel.TcbSetSchedParams, [world.Root.Capability, thread.SchedContext, endpoint], 10, 20);
        Assert.Equal(Error.NoError, done);
        Assert.Equal((20, 10), (thread.Thread->Priority, thread.Thread->MaximumControlledPriority));
        Error unbound = world.Invoke(thread.Capability, InvocationLabel.TcbSetSchedParams, [world.Root.Capability, 0, endpoint], 10, 20);
        Assert.Equal(Error.NoError, unbound);
        Assert.True(thread.Thread->SchedContext == null);
    }

    [Fact]
    public void A_capability_space_must_be_a_CNode_and_an_address_space_assigned()
    {
        Actor thread = world.Create(100);
        ulong endpoint = world.MakeEndpoint();
        ulong pml4 = world.Make(ObjectType.Pml4);
        Assert.Equal(
            Error.IllegalOperation, world.Invoke(thread.Capability, InvocationLabel.TcbSetSpace, [endpoint, endpoint, pml4], 0, 0));
        Assert.NotEqual(
            Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbSetSpace, [endpoint, world.RootNode, pml4], 0, 0));
        Assert.True(Slot.IsEmpty(&thread.Thread->FaultHandler));
    }

    [Theory]
    [InlineData(InvocationLabel.TcbSetTimeoutEndpoint)]
    [InlineData(InvocationLabel.TcbSetSpace)]
    [InlineData(InvocationLabel.TcbSetSchedParams)]
    public void Replacing_the_last_capability_of_a_handler_with_a_long_queue_is_preempted_and_finishes(InvocationLabel label)
    {
        Actor thread = world.Create(100);
        Slot* place = label == InvocationLabel.TcbSetTimeoutEndpoint ? &thread.Thread->TimeoutHandler : &thread.Thread->FaultHandler;
        Actor[] senders = BlockedAtHandler(thread, label, 150);
        ulong old = Slot.Load(place).ObjectAddress;
        ulong endpoint = world.MakeEndpoint();
        world.InterruptPending = true;
        _ = Install(thread, label, endpoint);
        Assert.True(IsToBeRepeated);
        Assert.Equal(old, Slot.Load(place).ObjectAddress);
        Assert.Equal(100, thread.Thread->Priority);
        for (int repetitions = 0; IsToBeRepeated; repetitions++)
        {
            Assert.InRange(repetitions, 0, 3);
            world.Root.Repeat();
        }

        Assert.Equal(Error.NoError, (Error)world.Root.Info.Label);
        Assert.Equal(world.CapabilityAt(endpoint).ObjectAddress, Slot.Load(place).ObjectAddress);
        Assert.True(Slot.Next(world.SlotAt(endpoint)) == place);
        Assert.All(senders, s => Assert.Equal(ThreadState.Restart, s.State));
    }

    [Fact]
    public void An_IPC_buffer_must_be_aligned_and_ordinary_memory()
    {
        Actor thread = world.Create(100, hasBuffer: false);
        ulong frame = world.Make(ObjectType.Page4K);
        Assert.Equal(Error.AlignmentError, world.Invoke(thread.Capability, InvocationLabel.TcbSetIpcBuffer, [frame], 0x1008));
        Assert.Equal(Error.IllegalOperation, world.Invoke(thread.Capability, InvocationLabel.TcbSetIpcBuffer, [world.RootNode], 0x1000));
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbSetIpcBuffer, [frame], 0x1400));
        Assert.Equal(0x1400ul, thread.Thread->IpcBufferAddress);
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbSetIpcBuffer, [0], 0));
        Assert.True(Slot.IsEmpty(&thread.Thread->IpcBufferFrame));
    }

    [Theory]
    [InlineData(2ul)]
    [InlineData(0ul)]
    public void An_answer_is_not_written_to_a_buffer_that_its_reader_may_not_write(ulong rights)
    {
        Actor thread = world.Create(100);
        ulong[] registers = [.. Enumerable.Repeat(0x202ul, (int)RegisterCount)];
        world.Invoke(thread.Capability, InvocationLabel.TcbWriteRegisters, [], [0, RegisterCount, .. registers]);
        ulong frame = world.Make(ObjectType.Page4K);
        var memory = (ulong*)world.CapabilityAt(frame).ObjectAddress;
        ulong limited = world.Mint(frame, 0, rights);
        Assert.Equal(Error.NoError, world.Invoke(world.Root.Capability, InvocationLabel.TcbSetIpcBuffer, [limited], 0x1000));
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbReadRegisters, [], 0, RegisterCount));
        Assert.Equal(4ul, world.Root.Info.Length);
        Assert.Equal(Error.FailedLookup, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], 1ul << 40, 64));
        Assert.Equal(4ul, world.Root.Info.Length);
        Assert.True(new ReadOnlySpan<ulong>(memory, 512).IndexOfAnyExcept(0ul) < 0);
    }

    [Fact]
    public void Flags_are_cleared_then_set_and_returned()
    {
        Actor thread = world.Create(100);
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbSetFlags, [], 0, 0xff));
        Assert.Equal((ulong)TcbFlags.FpuDisabled, world.Root.Word(0));
        world.Invoke(thread.Capability, InvocationLabel.TcbSetFlags, [], 1, 0);
        Assert.Equal(0ul, world.Root.Word(0));
    }

    [Fact]
    public void An_unknown_label_is_refused() =>
        Assert.Equal(Error.IllegalOperation, world.Invoke(world.Root.Capability, InvocationLabel.UntypedRetype, []));

    [Fact]
    public void Invoking_an_empty_slot_is_refused()
    {
        Assert.Equal(Error.InvalidCapability, world.Invoke(world.FreeSlot(), InvocationLabel.TcbSuspend, []));
        Assert.Equal(0ul, world.Root.Word(0));
    }

    [Fact]
    public void A_deleted_thread_is_gone_from_every_queue()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor thread = world.Start(100);
        world.Rest();
        thread.Send(endpoint);
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], thread.Capability, 64));
        Assert.Equal(EndpointState.Idle, EndpointQueue.State((Endpoint*)world.CapabilityAt(endpoint).ObjectAddress));
        Assert.True(thread.Context->Thread == null);
    }

    /// <summary>A capability to an address space that has an identifier.</summary>
    private ulong AddressSpace() =>
        world.Place(Pml4Capability.Create(world.CapabilityAt(world.Make(ObjectType.Pml4)).ObjectAddress, true, 1).Value);

    [Fact]
    public void The_instruction_of_a_system_call_is_known_without_being_stored_and_survives_changed_registers()
    {
        Actor thread = world.Create(100);
        thread.Thread->Context.EntryKind = Caprock.Kernel.Arch.X64.X64UserContext.SystemCallEntry;
        thread.Thread->Context.NextIp = 0x40_1002;
        thread.Thread->Context.FaultIp = 0;
        Assert.Equal(0x40_1000ul, ThreadContext.GetFaultIp(thread.Thread));
        ThreadContext.SetUserRegister(thread.Thread, 3, 7);
        Assert.Equal((0ul, 0x40_1000ul), (thread.Thread->Context.EntryKind, ThreadContext.GetFaultIp(thread.Thread)));
        ThreadContext.SetNextIp(thread.Thread, ThreadContext.GetFaultIp(thread.Thread));
        Assert.Equal(0x40_1000ul, ThreadContext.GetFaultIp(thread.Thread));
    }

    private bool IsToBeRepeated => world.Root.Thread->Context.NextIp == world.Root.Thread->Context.FaultIp;

    /// <summary>Threads blocked at an endpoint whose only capability is the handler in a thread.</summary>
    private Actor[] BlockedAtHandler(Actor thread, InvocationLabel label, int count)
    {
        ulong endpoint = world.MakeEndpoint();
        var senders = new Actor[count];
        for (int i = 0; i < count; i++)
        {
            senders[i] = world.Start(100, hasBuffer: false);
            world.Rest();
            senders[i].Send(endpoint);
            world.Wake();
        }

        Assert.Equal(Error.NoError, Install(thread, label, endpoint));
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], endpoint, 64));
        return senders;
    }

    private Error Install(Actor thread, InvocationLabel label, ulong endpoint) => label switch
    {
        InvocationLabel.TcbSetTimeoutEndpoint => world.Invoke(thread.Capability, label, [endpoint]),
        InvocationLabel.TcbSetSpace => world.Invoke(thread.Capability, label, [endpoint, world.RootNode, AddressSpace()], 0, 0),
        _ => world.Invoke(thread.Capability, label, [world.Root.Capability, thread.SchedContext, endpoint], 255, 100),
    };
}
