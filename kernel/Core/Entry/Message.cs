// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>The message of an invocation: what decoders read, and where they leave the details of an error or a result.</summary>
/// <remarks>Lives on the kernel stack for one system call. Words come from registers first, then from the IPC buffer.</remarks>
public unsafe struct Message
{
    /// <summary>The invoking thread.</summary>
    public Tcb* Sender;

    /// <summary>The sender's IPC buffer in the kernel's window, null when it has none.</summary>
    public ulong* Buffer;

    /// <summary>Invocation label.</summary>
    public InvocationLabel Label;

    /// <summary>Words in the message.</summary>
    public ulong Length;

    /// <summary>Slots of the extra capabilities; null behind the last.</summary>
    public Slot* ExtraCap0;

    /// <summary>Second extra capability.</summary>
    public Slot* ExtraCap1;

    /// <summary>Third extra capability.</summary>
    public Slot* ExtraCap2;

    /// <summary>How it was sent.</summary>
    public InvocationKind Kind;

    /// <summary>Words of the result that SetResult has put in place.</summary>
    public ulong ResultLength;

    /// <summary>Details of a refused invocation.</summary>
    public ErrorDetail Detail;

    /// <summary>A word of the message; index must be below Length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(Message* message, int index)
    {
        if (index < ThreadContext.MessageRegisterCount)
        {
            return ThreadContext.GetMessageRegister(message->Sender, index);
        }

        return message->Buffer == null ? 0 : message->Buffer[index + 1];
    }

    /// <summary>Puts a word of the result in the sender's message registers; words past the registers need its IPC buffer.</summary>
    public static void SetResult(Message* message, int index, ulong value)
    {
        if (index < ThreadContext.MessageRegisterCount)
        {
            ThreadContext.SetMessageRegister(message->Sender, index, value);
        }
        else
        {
            ulong* buffer = ResultBuffer(message);
            if (buffer == null)
            {
                return;
            }

            buffer[index + 1] = value;
        }

        if (message->ResultLength <= (ulong)index)
        {
            message->ResultLength = (ulong)index + 1;
        }
    }

    /// <summary>The sender's IPC buffer, for what of a result is not in registers; null when it has none that it may write.</summary>
    public static ulong* ResultBuffer(Message* message) => AddressSpaces.LookupIpcBuffer(message->Sender, true);

    /// <summary>Refuses argument number <paramref name="number"/> as invalid.</summary>
    public static Outcome InvalidArgument(Message* message, ulong number)
    {
        message->Detail.Number = number;
        return (Outcome)Error.InvalidArgument;
    }

    /// <summary>Refuses capability number <paramref name="number"/> (0: the invoked one) as invalid.</summary>
    public static Outcome InvalidCapability(Message* message, ulong number)
    {
        message->Detail.Number = number;
        return (Outcome)Error.InvalidCapability;
    }

    /// <summary>Refuses a value outside its range.</summary>
    public static Outcome RangeError(Message* message, ulong minimum, ulong maximum)
    {
        message->Detail.Minimum = minimum;
        message->Detail.Maximum = maximum;
        return (Outcome)Error.RangeError;
    }

    /// <summary>Refuses because memory does not suffice.</summary>
    public static Outcome NotEnoughMemory(Message* message, ulong availableBytes)
    {
        message->Detail.MemoryLeft = availableBytes;
        return (Outcome)Error.NotEnoughMemory;
    }
}
