// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Kit.Monitor;

/// <summary>Says who stopped, why and where.</summary>
/// <remarks>Source of the messages' words: seL4 reference manual, 5.3 (faults); of exceptions and error codes: Intel SDM 3A, 6.15.</remarks>
internal static unsafe class FaultReport
{
    private const ulong InvalidOpcode = 6;
    private const ulong PresentBit = 1;
    private const ulong WriteBit = 2;
    private const int MostText = 160;

    /// <summary>Prints it: a line for the fault, three for the registers.</summary>
    public static void Print(uint domain, FaultType type, in MessageWords words)
    {
        Output.About(domain);
        var registers = default(UserContext);
        var hasRegisters = Domain.Thread(domain).ReadRegisters(true, 0, UserContext.Length, ref registers) == Error.NoError;
        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor: "u8);
        text.Append(Domain.Name(domain));
        text.Append(" stopped: "u8);
        if (!hasRegisters || !TryDescribePanic(ref text, domain, type, words, registers))
        {
            Describe(ref text, type, words);
        }

        Output.Line(text.Written);
        if (hasRegisters)
        {
            PrintRegisters(registers);
            StackTrace.Print(domain, registers);
        }
    }

    /// <summary>Prints where a component is that does not answer: a line, three for the registers, and the methods.</summary>
    public static void PrintSilence(uint domain)
    {
        Output.Line(domain, " does not answer"u8);
        var registers = default(UserContext);
        if (Domain.Thread(domain).ReadRegisters(true, 0, UserContext.Length, ref registers) == Error.NoError)
        {
            PrintRegisters(registers);
            StackTrace.Print(domain, registers);
        }
    }

    /// <summary>A component that gives up leaves its text in rdi and its length in rsi.</summary>
    private static bool TryDescribePanic(
        ref TextBuilder text, uint domain, FaultType type, in MessageWords words, in UserContext registers)
    {
        var panic = Domain.Entry(domain)->PanicAddress;
        if (type != FaultType.UserException || words.Word3 != InvalidOpcode || panic == 0 || registers.Rip != panic
            || !Domain.TryFind(domain, registers.Rdi, out var message, out var bytes, out _))
        {
            return false;
        }

        text.Append(new ReadOnlySpan<byte>(message, (int)Math.Min(Math.Min(registers.Rsi, bytes), MostText)));
        return true;
    }

    private static void Describe(ref TextBuilder text, FaultType type, in MessageWords words)
    {
        switch (type)
        {
            case FaultType.VmFault:
                DescribeMemory(ref text, words);
                break;
            case FaultType.UserException:
                text.Append("exception "u8);
                text.AppendDecimal((long)words.Word3);
                text.Append(Exception(words.Word3));
                break;
            case FaultType.CapFault:
                text.Append("a system call on capability "u8);
                text.AppendHexadecimal(words.Word1);
                text.Append(", which is not there"u8);
                break;
            case FaultType.UnknownSyscall:
                text.Append("a system call that this kernel does not have"u8);
                break;
            default:
                text.Append("fault "u8);
                text.AppendDecimal((long)type);
                break;
        }
    }

    /// <summary>Memory faults: address in word 1, whether it is a fetch in word 2, the processor's error code in word 3.</summary>
    private static void DescribeMemory(ref TextBuilder text, in MessageWords words)
    {
        text.Append(words.Word2 != 0 ? "execution at "u8 : (words.Word3 & WriteBit) != 0 ? "write to "u8 : "read of "u8);
        text.AppendHexadecimal(words.Word1);
        text.Append((words.Word3 & PresentBit) != 0 ? ", which it may not"u8 : ", where nothing is mapped"u8);
    }

    private static ReadOnlySpan<byte> Exception(ulong number) => number switch
    {
        0 => " (division error)"u8,
        InvalidOpcode => " (invalid instruction)"u8,
        13 => " (general protection: a privileged instruction or address)"u8,
        17 => " (alignment)"u8,
        _ => ""u8,
    };

    private static void PrintRegisters(in UserContext registers)
    {
        Print("rip"u8, registers.Rip, "rsp"u8, registers.Rsp, "rbp"u8, registers.Rbp, "flags"u8, registers.Rflags);
        Print("rax"u8, registers.Rax, "rbx"u8, registers.Rbx, "rcx"u8, registers.Rcx, "rdx"u8, registers.Rdx);
        Print("rsi"u8, registers.Rsi, "rdi"u8, registers.Rdi, "r8"u8, registers.R8, "r9"u8, registers.R9);
    }

    private static void Print(
        ReadOnlySpan<byte> name0, ulong value0, ReadOnlySpan<byte> name1, ulong value1,
        ReadOnlySpan<byte> name2, ulong value2, ReadOnlySpan<byte> name3, ulong value3)
    {
        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor:  "u8);
        Append(ref text, name0, value0);
        Append(ref text, name1, value1);
        Append(ref text, name2, value2);
        Append(ref text, name3, value3);
        Output.Line(text.Written);
    }

    private static void Append(ref TextBuilder text, scoped ReadOnlySpan<byte> name, ulong value)
    {
        text.Append(" "u8);
        text.Append(name);
        text.Append(" "u8);
        text.AppendHexadecimal(value);
    }
}
