// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Runtime.InteropServices;
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Objects;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Boot;

/// <summary>The assembly stubs' numbers against the C# they stand for.</summary>
public class StubOffsetTests
{
    [Theory]
    [InlineData("CONTEXT_ENTRY_KIND", nameof(X64UserContext.EntryKind))]
    [InlineData("CONTEXT_NEXT_IP", nameof(X64UserContext.NextIp))]
    [InlineData("CONTEXT_CODE", nameof(X64UserContext.CodeSelector))]
    [InlineData("CONTEXT_FLAGS", nameof(X64UserContext.Rflags))]
    [InlineData("CONTEXT_STACK", nameof(X64UserContext.Rsp))]
    [InlineData("CONTEXT_FRAME_END", nameof(X64UserContext.FaultIp))]
    [InlineData("CONTEXT_RAX", nameof(X64UserContext.Rax))]
    [InlineData("CONTEXT_RBX", nameof(X64UserContext.Rbx))]
    [InlineData("CONTEXT_RDX", nameof(X64UserContext.Rdx))]
    [InlineData("CONTEXT_RSI", nameof(X64UserContext.Rsi))]
    [InlineData("CONTEXT_RDI", nameof(X64UserContext.Rdi))]
    [InlineData("CONTEXT_RBP", nameof(X64UserContext.Rbp))]
    [InlineData("CONTEXT_R8", nameof(X64UserContext.R8))]
    [InlineData("CONTEXT_R9", nameof(X64UserContext.R9))]
    [InlineData("CONTEXT_R10", nameof(X64UserContext.R10))]
    [InlineData("CONTEXT_R12", nameof(X64UserContext.R12))]
    [InlineData("CONTEXT_R13", nameof(X64UserContext.R13))]
    [InlineData("CONTEXT_R14", nameof(X64UserContext.R14))]
    [InlineData("CONTEXT_R15", nameof(X64UserContext.R15))]
    [InlineData("CONTEXT_FAULT_IP", nameof(X64UserContext.FaultIp))]
    public void Context_offsets_are_those_of_the_structure(string symbol, string field)
    {
        Assert.Equal((long)Marshal.OffsetOf<X64UserContext>(field), Value(symbol));
    }

    [Fact]
    public void Selectors_and_entry_marks_are_the_same()
    {
        Assert.Equal((long)X64Selector.KernelCode, Value("KERNEL_CODE"));
        Assert.Equal((long)X64Selector.UserData, Value("USER_DATA"));
        Assert.Equal((long)X64Selector.UserCode, Value("USER_CODE"));
        Assert.Equal(unchecked((long)X64UserContext.SystemCallEntry), Value("SYSTEM_CALL_ENTRY"));
        Assert.Equal(X64Interrupts.FirstVector, Value("FIRST_INTERRUPT"));
        Assert.Equal(X64Interrupts.Count + 1, Value("INTERRUPT_STUBS"));
    }

    [Fact]
    public unsafe void Segment_bases_lie_where_the_stub_exchanges_them()
    {
        Tcb thread;
        Assert.Equal((byte*)&thread.Arch.FsBase - (byte*)&thread, Value("THREAD_ARCH"));
        Assert.Equal((byte*)&thread.Arch.GsBase - (byte*)&thread, Value("THREAD_ARCH") + 8);
    }

    [Fact]
    public void Fast_system_calls_have_the_numbers_of_the_interface()
    {
        Assert.Equal((long)SystemCall.Call, Value("CALL"));
        Assert.Equal((long)SystemCall.ReplyRecv, Value("REPLY_RECV"));
        Assert.Equal((long)SystemCall.Send, Value("SEND"));
    }

    [Fact]
    public void The_processor_finds_its_frame_aligned()
    {
        Assert.Equal(0, Value("CONTEXT_FRAME_END") % 16);
    }

    private static long Value(string symbol)
    {
        string line = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Context.inc"))
            .Single(text => text.StartsWith($".set {symbol},", StringComparison.Ordinal));
        string value = line.Split(',')[1].Trim();
        return value.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.Parse(value, CultureInfo.InvariantCulture);
    }
}
