// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Invocations of IRQControl that only this architecture has: handlers of I/O APIC pins and of devices' messages.</summary>
public static unsafe class X64IrqInvocations
{
    // Both have seven words: index and depth of the destination, four that say where the interrupt comes from, the vector.
    private const int SourceWord = 2;
    private const int VectorWord = 6;

    // Source: PCI Local Bus 3.0, 3.2.2.3.2.
    private const ulong LastPciBus = 255;
    private const ulong LastPciDevice = 31;
    private const ulong LastPciFunction = 7;

    /// <summary>Decodes and performs an invocation.</summary>
    public static Outcome Invoke(Message* message, Slot* slot)
    {
        bool isPin = message->Label == InvocationLabel.IrqControlGetIoApic;
        if (!isPin && message->Label != InvocationLabel.IrqControlGetMsi)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if (message->Length < InvocationShapes.IrqControlGetIoApicWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        if (IoApic.Count == 0)
        {
            return (Outcome)Error.IllegalOperation;
        }

        Outcome outcome = CheckWord(message, VectorWord, Limits.MaximumInterruptVector);
        if (outcome == Outcome.Success)
        {
            outcome = isPin ? CheckPin(message) : CheckDevice(message);
        }

        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        ulong irq = Message.Word(message, VectorWord) + X64Interrupts.FirstUser;
        outcome = IrqInvocations.DecodeDestination(
            message, irq, Message.Word(message, 0), Message.Word(message, 1), out Slot* destination);
        if (outcome == Outcome.Success)
        {
            Issue(message, isPin, irq, slot, destination);
        }

        return outcome;
    }

    private static void Issue(Message* message, bool isPin, ulong irq, Slot* slot, Slot* destination)
    {
        IrqInvocations.Issue(irq, slot, destination);
        if (isPin)
        {
            IoApic.Connect(
                irq,
                (int)Message.Word(message, SourceWord),
                (int)Message.Word(message, SourceWord + 1),
                Message.Word(message, SourceWord + 2) != 0,
                Message.Word(message, SourceWord + 3) != 0);
        }
    }

    private static Outcome CheckPin(Message* message)
    {
        Outcome outcome = CheckWord(message, SourceWord, (ulong)IoApic.Count - 1);
        if (outcome == Outcome.Success)
        {
            outcome = CheckWord(message, SourceWord + 1, (ulong)IoApic.PinCount((int)Message.Word(message, SourceWord)) - 1);
        }

        if (outcome == Outcome.Success)
        {
            outcome = CheckWord(message, SourceWord + 2, 1);
        }

        return outcome == Outcome.Success ? CheckWord(message, SourceWord + 3, 1) : outcome;
    }

    private static Outcome CheckDevice(Message* message)
    {
        Outcome outcome = CheckWord(message, SourceWord, LastPciBus);
        if (outcome == Outcome.Success)
        {
            outcome = CheckWord(message, SourceWord + 1, LastPciDevice);
        }

        return outcome == Outcome.Success ? CheckWord(message, SourceWord + 2, LastPciFunction) : outcome;
    }

    private static Outcome CheckWord(Message* message, int word, ulong maximum) =>
        Message.Word(message, word) <= maximum ? Outcome.Success : Message.RangeError(message, 0, maximum);
}
