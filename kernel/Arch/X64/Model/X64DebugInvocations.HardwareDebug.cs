// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

// The four lengths of data breakpoints.
[assembly: LibraryLoopBound("CoreLib_System_MemoryExtensions__IndexOf<UInt8>", 4)]

namespace Caprock.Kernel.Arch.X64;

/// <summary>Invocations about breakpoints and single stepping.</summary>
/// <remarks>The processor watches data for writing, or for reading and writing, and cannot tell reading alone. Source: Intel SDM 3B,
/// 17.2.4 (DR7).</remarks>
public static unsafe class X64DebugInvocations
{
    private const ulong NumberMask = 0xffff;
    private const ulong OnWrite = 1;
    private const ulong OnAccess = 3;

    // Lengths as DR7 has them, by the power of two: 1, 2, 4 and 8 bytes.
    private static ReadOnlySpan<byte> Lengths => [0, 1, 3, 2];

    /// <summary>Decodes and performs one; IllegalOperation for any other label.</summary>
    public static Outcome Invoke(Message* message, Tcb* thread) => message->Label switch
    {
        InvocationLabel.TcbSetBreakpoint => SetBreakpoint(message, thread),
        InvocationLabel.TcbGetBreakpoint => GetBreakpoint(message, thread),
        InvocationLabel.TcbUnsetBreakpoint => UnsetBreakpoint(message, thread),
        InvocationLabel.TcbConfigureSingleStepping => ConfigureSingleStepping(message, thread),
        _ => (Outcome)Error.IllegalOperation,
    };

    private static Outcome SetBreakpoint(Message* message, Tcb* thread)
    {
        Outcome outcome = DecodeNumber(message, InvocationShapes.TcbSetBreakpointWords, out int number);
        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        ulong address = Message.Word(message, 1);
        outcome = DecodeCondition(message, address, out ulong condition);
        if (outcome == Outcome.Success)
        {
            X64ThreadDebug.Set(thread, number, address, isEnabled: true, condition);
        }

        return outcome;
    }

    /// <summary>Checks kind, size and kind of access, and that the address is aligned and not the kernel's.</summary>
    private static Outcome DecodeCondition(Message* message, ulong address, out ulong condition)
    {
        condition = 0;
        ulong size = Message.Word(message, 3);
        var access = (BreakpointAccess)Message.Word(message, 4);
        if (address >= Limits.UserTop)
        {
            return Message.InvalidArgument(message, 1);
        }

        switch ((BreakpointKind)Message.Word(message, 2))
        {
            case BreakpointKind.Instruction:
                return size != 0 ? Message.InvalidArgument(message, 3)
                    : access != BreakpointAccess.Read ? Message.InvalidArgument(message, 4)
                    : Outcome.Success;
            case BreakpointKind.Data:
                break;
            default:
                return Message.InvalidArgument(message, 2);
        }

        if (size == 0 || size > 8 || (size & (size - 1)) != 0)
        {
            return Message.InvalidArgument(message, 3);
        }

        if (access != BreakpointAccess.Write && access != BreakpointAccess.ReadWrite)
        {
            return Message.InvalidArgument(message, 4);
        }

        condition = (access == BreakpointAccess.Write ? OnWrite : OnAccess) | ((ulong)Lengths[BitOperations.TrailingZeroCount(size)] << 2);
        return (address & (size - 1)) == 0 ? Outcome.Success : (Outcome)Error.AlignmentError;
    }

    /// <summary>Tells what was set; one that is not set reads as zeros.</summary>
    private static Outcome GetBreakpoint(Message* message, Tcb* thread)
    {
        Outcome outcome = DecodeNumber(message, InvocationShapes.TcbGetBreakpointWords, out int number);
        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        X64DebugState* debug = &thread->Arch.Debug;
        ulong condition = X64ThreadDebug.Condition(debug, number);
        bool isEnabled = X64ThreadDebug.IsEnabled(debug, number);
        BreakpointKind kind = isEnabled && condition == 0 ? BreakpointKind.Instruction : BreakpointKind.Data;
        BreakpointAccess access = (condition & 3) switch
        {
            OnWrite => BreakpointAccess.Write,
            OnAccess => BreakpointAccess.ReadWrite,
            _ => BreakpointAccess.Read,
        };
        Message.SetResult(message, 0, debug->Addresses[number]);
        Message.SetResult(message, 1, (ulong)kind);
        Message.SetResult(message, 2, condition == 0 ? 0 : 1ul << Lengths.IndexOf((byte)(condition >> 2)));
        Message.SetResult(message, 3, (ulong)access);
        Message.SetResult(message, 4, isEnabled ? 1ul : 0);
        return Outcome.Success;
    }

    private static Outcome UnsetBreakpoint(Message* message, Tcb* thread)
    {
        Outcome outcome = DecodeNumber(message, InvocationShapes.TcbUnsetBreakpointWords, out int number);
        if (outcome == Outcome.Success)
        {
            X64ThreadDebug.Set(thread, number, 0, isEnabled: false, 0);
        }

        return outcome;
    }

    /// <summary>Needs no breakpoint, so the number means nothing.</summary>
    private static Outcome ConfigureSingleStepping(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbConfigureSingleSteppingWords)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        X64ThreadDebug.SetStepCount(thread, Message.Word(message, 1));
        Message.SetResult(message, 0, 0);
        return Outcome.Success;
    }

    private static Outcome DecodeNumber(Message* message, int words, out int number)
    {
        number = 0;
        if (message->Length < (ulong)words)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        number = (int)(Message.Word(message, 0) & NumberMask);
        return number < Limits.HardwareBreakpointCount
            ? Outcome.Success
            : Message.RangeError(message, 0, Limits.HardwareBreakpointCount - 1);
    }
}
