// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Faults: what the handler is told, and what its reply does.</summary>
public sealed unsafe class FaultTests : IDisposable
{
    private const ulong FaultAddress = 0x40_0000;

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_page_fault_tells_instruction_address_kind_and_status()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.FaultOnMemory(0xdead000, 6);
        CheckMessage(handler, FaultType.VmFault, FaultAddress, 0xdead000, 0, 6);
        Assert.Equal(ThreadState.BlockedOnReply, faulter.State);
    }

    [Fact]
    public void An_instruction_fetch_is_told_apart()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.FaultOnMemory(0xbad000, 0x14, isInstruction: true);
        CheckMessage(handler, FaultType.VmFault, FaultAddress, 0xbad000, 1, 0x14);
    }

    [Fact]
    public void The_reply_to_a_page_fault_executes_the_instruction_again_whatever_its_label()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.FaultOnMemory(0xdead000, 6);
        handler.Send(handler.Reply, 99);
        Assert.Equal(ThreadState.Restart, faulter.State);
        world.Wake();
        world.Invoke(handler.Capability, InvocationLabel.TcbSuspend, []);
        world.Rest();
        Assert.True(faulter.IsRunning);
        Assert.Equal(FaultAddress, faulter.Thread->Context.NextIp);
    }

    [Fact]
    public void A_user_exception_tells_registers_number_and_code_and_the_reply_sets_them()
    {
        (Actor faulter, Actor handler, ulong endpoint) = Handled();
        faulter.Thread->Context.Rsp = 0x7000;
        faulter.FaultWith(13, 5);
        Assert.Equal((ulong)FaultType.UserException, handler.Info.Label);
        Assert.Equal((ulong)UserExceptionMessage.Length, handler.Info.Length);
        Assert.Equal(0x7000ul, handler.Word((int)UserExceptionMessage.StackPointer));
        Assert.Equal((13ul, 5ul), (handler.Word((int)UserExceptionMessage.Number), handler.Word((int)UserExceptionMessage.Code)));
        handler.Set(0x50_0000, 0x8000);
        handler.ReplyRecv(endpoint, 0, 2);
        Assert.True(faulter.IsRunning);
        Assert.Equal((0x50_0000ul, 0x8000ul), (faulter.Thread->Context.NextIp, faulter.Thread->Context.Rsp));
    }

    [Fact]
    public void A_reply_with_a_label_leaves_a_thread_with_an_exception_stopped()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.FaultWith(6, 0);
        handler.Send(handler.Reply, 1);
        Assert.Equal(ThreadState.Inactive, faulter.State);
    }

    [Fact]
    public void An_unknown_system_call_tells_all_registers_and_its_number()
    {
        (Actor faulter, Actor handler, ulong endpoint) = Handled();
        faulter.Thread->Context.Rbx = 0xb0b;
        faulter.Do((SystemCall)77, 0x1d1, new MessageInfo(0x515));
        Assert.Equal((ulong)FaultType.UnknownSyscall, handler.Info.Label);
        Assert.Equal((ulong)UnknownSyscallMessage.Length, handler.Info.Length);
        Assert.Equal(0xb0bul, handler.Word((int)UnknownSyscallMessage.Rbx));
        Assert.Equal(0x1d1ul, handler.Word((int)UnknownSyscallMessage.Rdi));
        Assert.Equal(77ul, handler.Word((int)UnknownSyscallMessage.Syscall));
        handler.Set(0xaaa, 0xbbb);
        handler.ReplyRecv(endpoint, 0, 2);
        Assert.Equal((0xaaaul, 0xbbbul, 0x1d1ul), (faulter.Thread->Context.Rax, faulter.Thread->Context.Rbx, faulter.Thread->Context.Rdi));
        Assert.True(faulter.IsRunning);
    }

    [Fact]
    public void A_missing_capability_tells_its_address_and_why()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.Send(1ul << 63);
        Assert.Equal((ulong)FaultType.CapFault, handler.Info.Label);
        Assert.Equal(1ul << 63, handler.Word((int)CapFaultMessage.Address));
        Assert.Equal(0ul, handler.Word((int)CapFaultMessage.InRecvPhase));
        Assert.Equal((ulong)LookupFailureType.GuardMismatch, handler.Word((int)CapFaultMessage.LookupFailureType));
        Assert.Equal(7ul, handler.Info.Length);
    }

    [Fact]
    public void Receiving_from_something_else_is_a_fault_of_the_receive_phase()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.Recv(world.RootNode);
        Assert.Equal((ulong)FaultType.CapFault, handler.Info.Label);
        Assert.Equal(1ul, handler.Word((int)CapFaultMessage.InRecvPhase));
        Assert.Equal((ulong)LookupFailureType.MissingCapability, handler.Word((int)CapFaultMessage.LookupFailureType));
        Assert.Equal(5ul, handler.Info.Length);
    }

    [Fact]
    public void Receiving_with_a_reply_capability_that_is_none_is_a_fault()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.Recv(world.MakeEndpoint(), world.RootNode);
        Assert.Equal((ulong)FaultType.CapFault, handler.Info.Label);
        Assert.Equal(world.RootNode, handler.Word((int)CapFaultMessage.Address));
    }

    [Fact]
    public void A_non_blocking_send_to_nothing_is_not_a_fault()
    {
        (Actor faulter, _, _) = Handled();
        faulter.NBSend(1ul << 63);
        Assert.True(faulter.IsRunning);
    }

    [Fact]
    public void A_fault_message_is_cut_off_without_a_buffer()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor handler = world.Start(110, hasBuffer: false);
        Actor faulter = Faulter(endpoint);
        world.Rest();
        handler.Recv(endpoint);
        faulter.FaultWith(3, 0);
        Assert.Equal(4ul, handler.Info.Length);
        Assert.Equal(3ul, handler.Word(3));
    }

    [Fact]
    public void Without_a_handler_the_thread_stops()
    {
        Actor faulter = world.Start(100);
        Actor other = world.Start(90);
        world.Rest();
        faulter.FaultWith(6, 0);
        Assert.Equal(ThreadState.Inactive, faulter.State);
        Assert.True(other.IsRunning);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(14)]
    public void A_handler_needs_Write_and_Grant_or_GrantReply(ulong rights)
    {
        Actor faulter = world.Create(100);
        ulong weak = world.Mint(world.MakeEndpoint(), 0, rights);
        Error error = world.Invoke(
            faulter.Capability, InvocationLabel.TcbSetSchedParams, [world.Root.Capability, faulter.SchedContext, weak], 100, 100);
        Assert.Equal(Error.InvalidCapability, error);
        Assert.Equal(3ul, world.Root.Word(0));
        Assert.True(Slot.IsEmpty(&faulter.Thread->FaultHandler));
    }

    [Fact]
    public void A_passive_handler_runs_on_the_time_of_the_thread_that_faults()
    {
        (Actor faulter, Actor handler, ulong endpoint) = Handled();
        world.Wake();
        world.Invoke(handler.SchedContext, InvocationLabel.SchedContextUnbind, []);
        world.Rest();
        faulter.FaultOnMemory(1, 4);
        Assert.True(handler.IsRunning && handler.Thread->SchedContext == faulter.Context);
        handler.ReplyRecv(endpoint);
        Assert.True(faulter.IsRunning && faulter.Thread->SchedContext == faulter.Context);
    }

    [Fact]
    public void The_badge_of_the_handler_capability_arrives_and_faults_wait_like_sends()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor handler = world.Start(90);
        Actor faulter = Faulter(world.Mint(endpoint, 0x77));
        world.Rest();
        faulter.FaultOnMemory(5, 4);
        Assert.Equal(ThreadState.BlockedOnSend, faulter.State);
        handler.Recv(endpoint);
        Assert.Equal(0x77ul, handler.Badge);
        CheckMessage(handler, FaultType.VmFault, FaultAddress, 5, 0, 4);
    }

    [Fact]
    public void Resuming_a_thread_that_waits_for_its_handler_executes_the_instruction_again()
    {
        (Actor faulter, Actor handler, _) = Handled();
        faulter.FaultOnMemory(5, 4);
        world.Wake();
        world.Invoke(faulter.Capability, InvocationLabel.TcbResume, []);
        Assert.Equal(ThreadState.Restart, faulter.State);
        Assert.Equal(FaultType.NullFault, faulter.Thread->Fault.Type);
        world.Rest();
        handler.Send(handler.Reply, 0);
        Assert.Equal(ThreadState.Restart, faulter.State);
    }

    [Fact]
    public void A_thread_whose_handler_endpoint_is_deleted_while_it_waits_stays_stopped()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor faulter = Faulter(endpoint);
        world.Rest();
        faulter.FaultOnMemory(5, 4);
        world.Wake();
        DerivationTree.Remove(&faulter.Thread->FaultHandler);
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], endpoint, 64);
        Assert.Equal(ThreadState.Inactive, faulter.State);
    }

    private (Actor Faulter, Actor Handler, ulong Endpoint) Handled()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor handler = world.Start(110);
        Actor faulter = Faulter(endpoint);
        world.Rest();
        handler.Recv(endpoint);
        return (faulter, handler, endpoint);
    }

    private Actor Faulter(ulong endpoint)
    {
        Actor faulter = world.Start(100);
        Assert.Equal(Error.NoError, world.Invoke(
            faulter.Capability, InvocationLabel.TcbSetSchedParams, [world.Root.Capability, faulter.SchedContext, endpoint], 100, 100));
        return faulter;
    }

    private static void CheckMessage(Actor handler, FaultType type, params ulong[] words)
    {
        Assert.Equal((ulong)type, handler.Info.Label);
        Assert.Equal((ulong)words.Length, handler.Info.Length);
        Assert.All(Enumerable.Range(0, words.Length), i => Assert.Equal(words[i], handler.Word(i)));
    }
}
