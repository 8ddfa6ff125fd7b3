// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Examples.Calculator;

/// <summary>Says what a fault message means.</summary>
public static class FaultReport
{
    private const ulong PresentBit = 1;
    private const ulong WriteBit = 2;

    /// <summary>Describes a fault: who, what, where.</summary>
    public static void Describe(
        ref TextBuilder text, scoped ReadOnlySpan<byte> component, FaultType type, in MessageWords words)
    {
        text.Append(component);
        text.Append(" crashed: "u8);
        switch (type)
        {
            case FaultType.VmFault:
                DescribeMemory(ref text, words);
                break;
            case FaultType.UserException:
                DescribeException(ref text, words.Word3);
                break;
            default:
                text.Append("fault "u8);
                text.AppendDecimal((long)type);
                break;
        }

        text.Append(", instruction at "u8);
        text.AppendHexadecimal(words.Word0);
    }

    /// <summary>Memory faults: address in word 1, the processor's error code in word 3.</summary>
    private static void DescribeMemory(ref TextBuilder text, in MessageWords words)
    {
        var isFetch = words.Word2 != 0;
        var isWrite = (words.Word3 & WriteBit) != 0;
        text.Append(isFetch ? "execution at "u8 : isWrite ? "write to "u8 : "read of "u8);
        text.AppendHexadecimal(words.Word1);
        text.Append((words.Word3 & PresentBit) != 0 ? " (not allowed)"u8 : " (nothing is mapped there)"u8);
    }

    private static void DescribeException(ref TextBuilder text, ulong number)
    {
        text.Append("exception "u8);
        text.AppendDecimal((long)number);
        text.Append(number switch
        {
            0 => " (division error)"u8,
            6 => " (undefined instruction)"u8,
            13 => " (general protection: a privileged instruction or address)"u8,
            _ => ""u8,
        });
    }
}
