// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Hardware breakpoints: setting and asking, when they are in force, and what the handler is told.</summary>
public sealed unsafe class BreakpointTests : IDisposable
{
    private const ulong Address = 0x40_1000;
    private const ulong Data = (ulong)BreakpointKind.Data;
    private const ulong Instruction = (ulong)BreakpointKind.Instruction;
    private const ulong Read = (ulong)BreakpointAccess.Read;
    private const ulong Write = (ulong)BreakpointAccess.Write;
    private const ulong ReadWrite = (ulong)BreakpointAccess.ReadWrite;
    private const ulong DebugVector = 1;
    private const ulong ResumeFlag = 0x1_0000;

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    private static HostRegisters Processor => HostComputer.Current.Registers;

    [Theory]
    [InlineData(0, Instruction, 0, Read, 0x1)]
    [InlineData(1, Data, 1, Write, 0x10_0004)]
    [InlineData(2, Data, 2, ReadWrite, 0x700_0010)]
    [InlineData(3, Data, 4, Write, 0xd000_0040)]
    [InlineData(0, Data, 8, ReadWrite, 0xb_0001)]
    public void A_breakpoint_that_was_set_is_read_back_and_in_force_while_its_thread_runs(
        ulong number, ulong kind, ulong size, ulong access, ulong control)
    {
        Actor thread = world.Start(100);
        Assert.Equal(Error.NoError, Set(thread, number, Address, kind, size, access));
        Assert.Equal(0ul, Processor.BreakpointControl);
        Assert.Equal((Address, kind, size, access, 1ul), Get(thread, number));
        world.Rest();
        Assert.Equal(control, Processor.BreakpointControl);
        Assert.Equal(Address, Processor.BreakpointAddresses[(int)number]);
        world.Wake();
        Assert.Equal(0ul, Processor.BreakpointControl);
    }

    [Fact]
    public void A_removed_breakpoint_is_off_and_the_others_stay()
    {
        Actor thread = world.Start(100);
        Set(thread, 1, Address, Instruction, 0, Read);
        Set(thread, 2, Address, Data, 4, Write);
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbUnsetBreakpoint, [], 2));
        Assert.Equal((0ul, Data, 0ul, Read, 0ul), Get(thread, 2));
        world.Rest();
        Assert.Equal(0x4ul, Processor.BreakpointControl);
    }

    [Fact]
    public void A_breakpoint_of_the_caller_itself_is_in_force_at_once()
    {
        Assert.Equal(Error.NoError, Set(world.Root, 0, Address, Instruction, 0, Read));
        Assert.Equal(0x1ul, Processor.BreakpointControl);
        world.Invoke(world.Root.Capability, InvocationLabel.TcbUnsetBreakpoint, [], 0);
        Assert.Equal(0ul, Processor.BreakpointControl);
    }

    [Theory]
    [InlineData(Limits.UserTop, Data, 4, Write, Error.InvalidArgument, 1)]
    [InlineData(ulong.MaxValue << 26, Data, 4, Write, Error.InvalidArgument, 1)]
    [InlineData(Address, (ulong)BreakpointKind.SingleStep, 0, Read, Error.InvalidArgument, 2)]
    [InlineData(Address, (ulong)BreakpointKind.SoftwareBreakRequest, 0, Read, Error.InvalidArgument, 2)]
    [InlineData(Address, Instruction, 2, Read, Error.InvalidArgument, 3)]
    [InlineData(Address, Instruction, 0, Write, Error.InvalidArgument, 4)]
    [InlineData(Address, Data, 0, Write, Error.InvalidArgument, 3)]
    [InlineData(Address, Data, 3, Write, Error.InvalidArgument, 3)]
    [InlineData(Address, Data, 16, Write, Error.InvalidArgument, 3)]
    [InlineData(Address, Data, 4, Read, Error.InvalidArgument, 4)]
    [InlineData(Address, Data, 4, 3, Error.InvalidArgument, 4)]
    [InlineData(Address + 2, Data, 4, Write, Error.AlignmentError, 0)]
    public void What_the_processor_cannot_watch_is_refused(
        ulong address, ulong kind, ulong size, ulong access, Error error, ulong argument)
    {
        Actor thread = world.Create(100);
        Assert.Equal(error, Set(thread, 0, address, kind, size, access));
        Assert.True(error != Error.InvalidArgument || world.Root.Word(0) == argument);
        Assert.Equal(0ul, thread.Thread->Arch.Debug.Control);
    }

    [Fact]
    public void There_are_four_breakpoints()
    {
        Actor thread = world.Create(100);
        Assert.Equal(Error.RangeError, Set(thread, 4, Address, Data, 4, Write));
        Assert.Equal((0ul, 3ul), (world.Root.Word(0), world.Root.Word(1)));
        Assert.Equal(Error.RangeError, world.Invoke(thread.Capability, InvocationLabel.TcbGetBreakpoint, [], 4));
        Assert.Equal(Error.RangeError, world.Invoke(thread.Capability, InvocationLabel.TcbUnsetBreakpoint, [], 0xffff));
    }

    [Fact]
    public void Short_messages_are_refused()
    {
        ulong thread = world.Create(100).Capability;
        Assert.Equal(Error.TruncatedMessage, world.Invoke(thread, InvocationLabel.TcbSetBreakpoint, [], 0, Address, Data, 4));
        Assert.Equal(Error.TruncatedMessage, world.Invoke(thread, InvocationLabel.TcbGetBreakpoint, []));
        Assert.Equal(Error.TruncatedMessage, world.Invoke(thread, InvocationLabel.TcbUnsetBreakpoint, []));
        Assert.Equal(Error.TruncatedMessage, world.Invoke(thread, InvocationLabel.TcbConfigureSingleStepping, [], 0));
    }

    [Fact]
    public void An_instruction_breakpoint_stops_before_the_instruction_which_is_executed_after_the_reply()
    {
        (Actor thread, Actor handler, ulong faults) = Handled();
        Break(thread, 3, Instruction, 0, Read);
        Trap(thread, DebugVector, Address, 0x8);
        CheckMessage(handler, Address, Instruction, Address, 3);
        handler.ReplyRecv(faults);
        Assert.True(thread.IsRunning);
        Assert.Equal((Address, ResumeFlag), (thread.Thread->Context.NextIp, thread.Thread->Context.Rflags & ResumeFlag));
    }

    [Fact]
    public void A_data_breakpoint_tells_what_was_accessed()
    {
        (Actor thread, Actor handler, _) = Handled();
        Break(thread, 1, Data, 4, Write);
        Trap(thread, DebugVector, 0x40_2000, 0x2);
        CheckMessage(handler, 0x40_2000, Data, Address, 1);
        Assert.Equal(0ul, thread.Thread->Context.Rflags & ResumeFlag);
    }

    [Fact]
    public void A_breakpoint_that_matched_but_is_off_is_not_told()
    {
        (Actor thread, Actor handler, _) = Handled();
        Break(thread, 2, Data, 4, Write);
        Trap(thread, DebugVector, 0x40_2000, 0x5);
        CheckMessage(handler, 0x40_2000, Data, Address, 2);
    }

    [Fact]
    public void A_breakpoint_instruction_is_a_break_request_behind_it()
    {
        (Actor thread, Actor handler, ulong faults) = Handled();
        Trap(thread, 3, 0x40_3001, 0);
        CheckMessage(handler, 0x40_3001, (ulong)BreakpointKind.SoftwareBreakRequest, 0, 0);
        handler.ReplyRecv(faults);
        Assert.Equal(0x40_3001ul, thread.Thread->Context.NextIp);
    }

    [Fact]
    public void A_reply_with_a_label_leaves_the_thread_stopped()
    {
        (Actor thread, Actor handler, ulong faults) = Handled();
        Trap(thread, 3, 0x40_3001, 0);
        handler.ReplyRecv(faults, 1);
        Assert.Equal(ThreadState.Inactive, thread.State);
    }

    [Fact]
    public void What_happened_behind_an_instruction_is_told_even_when_the_budget_is_used_up()
    {
        (Actor thread, Actor handler, ulong faults) = Handled();
        Break(thread, 1, Data, 4, Write);
        world.Stall(1_200);
        Trap(thread, DebugVector, 0x40_2000, 0x2);
        CheckMessage(handler, 0x40_2000, Data, Address, 1);
        handler.ReplyRecv(faults);
        Assert.False(thread.IsRunning);
        world.Advance(9_200);
        Assert.True(thread.IsRunning);
        Assert.Equal(0x40_2000ul, thread.Thread->Context.NextIp);
    }

    [Fact]
    public void Other_exceptions_are_told_as_before()
    {
        (Actor thread, Actor handler, _) = Handled();
        Assert.False(X64ThreadDebug.TryTrap(13));
        thread.FaultWith(13, 0);
        Assert.Equal((ulong)FaultType.UserException, handler.Info.Label);
    }

    private static void Trap(Actor thread, ulong vector, ulong address, ulong status)
    {
        thread.EnterBehind(address);
        Processor.DebugStatus = status;
        Assert.True(X64ThreadDebug.TryTrap(vector));
        Assert.True(vector != DebugVector || (Processor.DebugStatus & 0xf) == 0);
    }

    private static void CheckMessage(Actor handler, params ulong[] words)
    {
        Assert.Equal(((ulong)FaultType.DebugException, (ulong)words.Length), (handler.Info.Label, handler.Info.Length));
        Assert.Equal(words, Enumerable.Range(0, words.Length).Select(handler.Word));
    }

    /// <summary>Root sets a breakpoint of the running thread.</summary>
    private void Break(Actor thread, ulong number, ulong kind, ulong size, ulong access)
    {
        world.Wake();
        Assert.Equal(Error.NoError, Set(thread, number, Address, kind, size, access));
        world.Rest();
        Assert.True(thread.IsRunning);
    }

    private Error Set(Actor thread, ulong number, ulong address, ulong kind, ulong size, ulong access) =>
        world.Invoke(thread.Capability, InvocationLabel.TcbSetBreakpoint, [], number, address, kind, size, access);

    private (ulong Address, ulong Kind, ulong Size, ulong Access, ulong IsEnabled) Get(Actor thread, ulong number)
    {
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbGetBreakpoint, [], number));
        Assert.Equal(5ul, world.Root.Info.Length);
        return (world.Root.Word(0), world.Root.Word(1), world.Root.Word(2), world.Root.Word(3), world.Root.Word(4));
    }

    /// <summary>A running thread with 1 ms in each 10 ms, whose faults a waiting handler of higher priority receives.</summary>
    private (Actor Thread, Actor Handler, ulong Faults) Handled()
    {
        ulong faults = world.MakeEndpoint();
        Actor thread = world.Start(100, budget: 1_000);
        Actor handler = world.Start(110);
        thread.TellFaultsTo(faults);
        world.Rest();
        handler.Recv(faults);
        return (thread, handler, faults);
    }
}
