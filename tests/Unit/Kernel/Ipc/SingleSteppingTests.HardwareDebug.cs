// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Single stepping: how it begins, goes on and ends.</summary>
public sealed unsafe class SingleSteppingTests : IDisposable
{
    private const ulong TrapFlag = 0x100;
    private const ulong StepStatus = 1 << 14;
    private const ulong FirstStep = 0x40_5000;

    private readonly World world = new();
    private readonly Actor thread;
    private readonly Actor handler;
    private readonly ulong faults;

    public SingleSteppingTests()
    {
        faults = world.MakeEndpoint();
        thread = world.Start(100);
        handler = world.Start(110);
        thread.TellFaultsTo(faults);
        world.Rest();
        handler.Recv(faults);
    }

    public void Dispose() => world.Dispose();

    private bool IsStepped => (thread.Thread->Context.Rflags & TrapFlag) != 0;

    [Fact]
    public void Each_instruction_is_told_until_a_reply_with_zero()
    {
        Configure(1);
        Assert.True(IsStepped);
        for (ulong step = FirstStep; step < FirstStep + 3; step++)
        {
            Step(step);
            CheckTold(step);
            handler.Set(1);
            handler.ReplyRecv(faults, 0, 1);
            Assert.True(thread.IsRunning && IsStepped);
        }

        Step(FirstStep + 3);
        handler.Set(0);
        handler.ReplyRecv(faults, 0, 1);
        Assert.True(thread.IsRunning && !IsStepped);
    }

    [Fact]
    public void A_number_of_instructions_is_executed_before_the_handler_is_told()
    {
        Configure(3);
        Step(FirstStep);
        Assert.True(thread.IsRunning);
        Step(FirstStep + 1);
        Assert.True(thread.IsRunning);
        Step(FirstStep + 2);
        CheckTold(FirstStep + 2);
    }

    [Fact]
    public void A_reply_without_a_number_keeps_it()
    {
        Configure(2);
        Step(FirstStep);
        Step(FirstStep + 1);
        handler.ReplyRecv(faults);
        Step(FirstStep + 2);
        Assert.True(thread.IsRunning);
        Step(FirstStep + 3);
        CheckTold(FirstStep + 3);
    }

    [Fact]
    public void A_count_of_zero_ends_it_and_no_breakpoint_is_used()
    {
        Configure(5);
        Configure(0);
        Assert.False(IsStepped);
    }

    [Fact]
    public void Writing_the_flags_of_a_stepped_thread_does_not_end_it_and_reading_does_not_show_it()
    {
        Configure(1);
        world.Wake();
        world.Invoke(thread.Capability, InvocationLabel.TcbWriteRegisters, [], 0, 3, FirstStep, 0, 0x202);
        Assert.True(IsStepped);
        world.Invoke(thread.Capability, InvocationLabel.TcbReadRegisters, [], 0, 3);
        Assert.Equal(0x202ul, world.Root.Word(2));
    }

    [Fact]
    public void A_thread_that_steps_itself_is_told_of_one_instruction_at_a_time()
    {
        thread.Thread->Context.Rflags |= TrapFlag;
        Step(FirstStep);
        CheckTold(FirstStep);
        handler.ReplyRecv(faults);
        Assert.True(thread.IsRunning && IsStepped);
    }

    private void Configure(ulong count)
    {
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(thread.Capability, InvocationLabel.TcbConfigureSingleStepping, [], 1, count));
        Assert.Equal((1ul, 0ul), (world.Root.Info.Length, world.Root.Word(0)));
        world.Rest();
        Assert.True(thread.IsRunning);
    }

    private void Step(ulong next)
    {
        thread.EnterBehind(next);
        HostComputer.Current.Registers.DebugStatus = StepStatus;
        Assert.True(X64ThreadDebug.TryTrap(1));
    }

    private void CheckTold(ulong address)
    {
        Assert.Equal(((ulong)FaultType.DebugException, 3ul), (handler.Info.Label, handler.Info.Length));
        Assert.Equal((address, (ulong)BreakpointKind.SingleStep, address), (handler.Word(0), handler.Word(1), handler.Word(2)));
    }
}
