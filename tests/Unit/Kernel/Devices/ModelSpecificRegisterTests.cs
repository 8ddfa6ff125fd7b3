// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Objects;
using Caprock.Tests.Unit.Kernel.Ipc;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Devices;

/// <summary>The system calls that read and write model-specific registers.</summary>
public sealed unsafe class ModelSpecificRegisterTests : IDisposable
{
    private const long WriteNumber = -30;
    private const long ReadNumber = -31;
    private const uint Existing = 0x186;
    private const uint Missing = 0x187;
    private const ulong GeneralProtection = 13;

    private readonly World world = new();
    private readonly Actor user;
    private readonly Actor handler;

    public ModelSpecificRegisterTests()
    {
        HostComputer.Current.Registers.ModelSpecific[Existing] = 0x1234_5678_9abc_def0;
        ulong faults = world.MakeEndpoint();
        user = world.Start(100);
        handler = world.Start(110);
        user.TellFaultsTo(faults);
        world.Rest();
        handler.Recv(faults);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_register_is_read_into_the_first_message_word()
    {
        Assert.True(Access(ReadNumber, Existing));
        Assert.Equal(0x1234_5678_9abc_def0ul, user.Word(0));
        Assert.Equal(ThreadState.Running, user.State);
    }

    [Fact]
    public void The_first_message_word_is_written_to_a_register()
    {
        Assert.True(Access(WriteNumber, Existing, 42));
        Assert.Equal(42ul, HostComputer.Current.Registers.ModelSpecific[Existing]);
        Assert.Equal(ThreadState.Running, user.State);
    }

    [Theory]
    [InlineData(ReadNumber)]
    [InlineData(WriteNumber)]
    public void What_the_processor_refuses_is_a_general_protection_exception_of_the_thread(long number)
    {
        Assert.True(Access(number, Missing, 7));
        Assert.Equal(ThreadState.BlockedOnReply, user.State);
        Assert.Equal((ulong)FaultType.UserException, handler.Info.Label);
        Assert.Equal(GeneralProtection, handler.Word((int)UserExceptionMessage.Number));
        Assert.Equal(0ul, handler.Word((int)UserExceptionMessage.Code));
        Assert.Equal(7ul, user.Word(0));
        Assert.False(HostComputer.Current.Registers.ModelSpecific.ContainsKey(Missing));
    }

    [Theory]
    [InlineData(-29)]
    [InlineData(-32)]
    public void Other_numbers_are_not_served(long number) => Assert.False(Access(number, Existing));

    [Fact]
    public void Profiles_without_them_do_not_know_them()
    {
        user.Do((SystemCall)ReadNumber, Missing, default);
        FaultType expected = ProfileParameters.HasDangerousMsrSystemCalls ? FaultType.UserException : FaultType.UnknownSyscall;
        Assert.Equal((ulong)expected, handler.Info.Label);
    }

    private bool Access(long number, uint register, ulong value = 0)
    {
        user.Thread->Context.Rdi = register;
        user.Set(value);
        return X64SystemCalls.TryAccess(user.Thread, number);
    }
}
