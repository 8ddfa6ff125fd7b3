// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using FakeKernel = Caprock.User.Kernel;
using System.Runtime.InteropServices;

namespace Caprock.Tests.Unit.Abi;

/// <summary>The generated methods of user level: where arguments go and where results come from.</summary>
public sealed unsafe class StubTests : IDisposable
{
    private readonly ulong* buffer = (ulong*)NativeMemory.AlignedAlloc(1024, 1024);

    public StubTests()
    {
        new Span<ulong>(buffer, 128).Fill(0xdead);
        IpcBuffer.Initialise((ulong)buffer);
        FakeKernel.Answer = default;
        FakeKernel.AnswerWords = [0, 0, 0, 0];
    }

    public void Dispose() => NativeMemory.AlignedFree(buffer);

    [Fact]
    public void Retype_puts_four_words_in_registers_and_two_in_the_buffer()
    {
        var error = new Untyped(7).Retype(ObjectType.Endpoint, 1, new CNode(2), 3, 4, 5, 6);
        Assert.Equal(Error.NoError, error);
        Assert.Equal(7ul, FakeKernel.Slot);
        Assert.Equal(MessageInfo.Create(1, 0, 1, 6).Word, FakeKernel.Info.Word);
        Assert.Equal([2ul, 1, 3, 4], FakeKernel.Words);
        Assert.Equal((5ul, 6ul), (buffer[1 + 4], buffer[1 + 5]));
        Assert.Equal(2ul, buffer[IpcBufferLayout.CapsOrBadgesWord]);
        Assert.Equal(0xdeadul, buffer[1]);
    }

    [Fact]
    public void Small_arguments_share_a_word_at_their_own_alignment()
    {
        new Tcb(1).CopyRegisters(new Tcb(9), true, false, true, true, 0xa5);
        Assert.Equal([0xa50dul, 0, 0, 0], FakeKernel.Words);
        Assert.Equal(MessageInfo.Create(4, 0, 1, 1).Word, FakeKernel.Info.Word);
        new IoPort(1).In8(0x3f8, out _);
        Assert.Equal(0x3f8ul, FakeKernel.Words[0]);
    }

    [Fact]
    public void Capabilities_follow_each_other_in_the_order_of_the_arguments()
    {
        new Tcb(1).SetSchedParams(new Tcb(11), 255, 100, new SchedContext(12), new Endpoint(13));
        Assert.Equal([11ul, 12, 13], new Span<ulong>(buffer + 122, 3).ToArray());
        Assert.Equal([255ul, 100, 0, 0], FakeKernel.Words);
        new DomainSet(1).Set(3, new Tcb(14));
        Assert.Equal((14ul, 3ul), (buffer[122], FakeKernel.Words[0]));
    }

    [Fact]
    public void Written_registers_begin_behind_flags_and_count_and_end_with_the_count()
    {
        var registers = new UserContext { Rip = 1, Rsp = 2, Rflags = 3, Rax = 4 };
        new Tcb(1).WriteRegisters(true, 0, 3, ref registers);
        Assert.Equal([1ul, 3, 1, 2], FakeKernel.Words);
        Assert.Equal(22ul, FakeKernel.Info.Length);
        Assert.Equal(3ul, buffer[1 + 4]);
        Assert.Equal(0xdeadul, buffer[1 + 5]);
    }

    [Fact]
    public void Read_registers_come_from_registers_first_then_from_the_buffer()
    {
        FakeKernel.AnswerWords = [1, 2, 3, 4];
        for (var i = 4; i < 20; i++)
        {
            buffer[1 + i] = (ulong)i + 1;
        }

        UserContext registers = default;
        Assert.Equal(Error.NoError, new Tcb(1).ReadRegisters(false, 0, 20, ref registers));
        Assert.Equal((1ul, 4ul, 5ul, 20ul), (registers.Rip, registers.Rax, registers.Rbx, registers.GsBase));
        Assert.Equal(MessageInfo.Create(2, 0, 0, 2).Word, FakeKernel.Info.Word);
    }

    [Fact]
    public void Results_are_narrowed_to_their_type()
    {
        FakeKernel.AnswerWords = [0x1_0000_00ff, 0, 0, 0];
        new IoPort(1).In8(1, out var small);
        new IoPort(1).In16(1, out var middle);
        new IoPort(1).In32(1, out var large);
        Assert.Equal(((byte)0xff, (ushort)0xff, 0xffu), (small, middle, large));
    }

    [Fact]
    public void An_error_is_the_label_and_its_details_are_in_the_buffer()
    {
        FakeKernel.Answer = MessageInfo.Create((ulong)Error.RangeError, 0, 0, 2);
        FakeKernel.AnswerWords = [1, 63, 0, 0];
        Assert.Equal(Error.RangeError, new CNode(1).Delete(5, 0));
        Assert.Equal((1ul, 63ul), (IpcBuffer.GetWord(0), IpcBuffer.GetWord(1)));
    }

    [Fact]
    public void Success_leaves_the_buffer_alone()
    {
        FakeKernel.AnswerWords = [1, 2, 3, 4];
        new CNode(1).Delete(5, 64);
        Assert.Equal(0xdeadul, IpcBuffer.GetWord(0));
    }

    [Fact]
    public void Decoders_are_told_what_the_stubs_send()
    {
        Assert.Equal((6, 1), (InvocationShapes.UntypedRetypeWords, InvocationShapes.UntypedRetypeExtraCaps));
        Assert.Equal((2, 0), (InvocationShapes.TcbWriteRegistersWords, InvocationShapes.TcbWriteRegistersExtraCaps));
        Assert.Equal((3, 3), (InvocationShapes.TcbConfigureWords, InvocationShapes.TcbConfigureExtraCaps));
        Assert.Equal((8, 2), (InvocationShapes.CNodeRotateWords, InvocationShapes.CNodeRotateExtraCaps));
        Assert.Equal((7, 1), (InvocationShapes.IrqControlGetIoApicWords, InvocationShapes.IrqControlGetIoApicExtraCaps));
        Assert.Equal((5, 1), (InvocationShapes.SchedControlConfigureFlagsWords, InvocationShapes.SchedControlConfigureFlagsExtraCaps));
    }
}
