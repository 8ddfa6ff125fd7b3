// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Invocations of the authority over all I/O ports, and of ranges of them.</summary>
public static unsafe class X64PortInvocations
{
    /// <summary>Decodes and performs an invocation of IOPortControl.</summary>
    public static Outcome InvokeControl(Message* message, Slot* slot)
    {
        if (message->Label != InvocationLabel.IoPortControlIssue)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if (message->Length < InvocationShapes.IoPortControlIssueWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong first = Message.Word(message, 0);
        ulong last = Message.Word(message, 1);
        if (first >= X64Ports.Count)
        {
            return Message.InvalidArgument(message, 0);
        }

        if (last >= X64Ports.Count || last < first)
        {
            return Message.InvalidArgument(message, 1);
        }

        if (!X64Ports.AreFree(first, last))
        {
            return (Outcome)Error.RevokeFirst;
        }

        Outcome outcome = X64Destination.Decode(
            message, message->ExtraCap0, Message.Word(message, 2), Message.Word(message, 3), out Slot* destination);
        if (outcome == Outcome.Success)
        {
            X64Ports.Set(first, last, true);
            DerivationTree.Insert(IoPortCapability.Create(first, last).Value, slot, destination);
        }

        return outcome;
    }

    /// <summary>Decodes and performs an invocation of a range of ports: the label says direction and width.</summary>
    public static Outcome InvokePort(Message* message, Capability capability)
    {
        ulong operation = message->Label - InvocationLabel.IoPortIn8;
        if (operation > InvocationLabel.IoPortOut32 - InvocationLabel.IoPortIn8)
        {
            return (Outcome)Error.IllegalOperation;
        }

        bool isOutput = message->Label >= InvocationLabel.IoPortOut8;
        ulong words = isOutput ? (ulong)InvocationShapes.IoPortOut8Words : InvocationShapes.IoPortIn8Words;
        if (message->Length < words)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        capability.TryAsIoPort(out IoPortCapability ports);
        ulong first = Message.Word(message, 0) & (X64Ports.Count - 1);
        ulong last = first + Width(message->Label) - 1;
        if (first < ports.FirstPort || last > ports.LastPort)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if (isOutput)
        {
            Write(message->Label, first, (uint)Message.Word(message, 1));
        }
        else
        {
            Message.SetResult(message, 0, Read(message->Label, first));
        }

        return Outcome.Success;
    }

    private static ulong Width(InvocationLabel label) => label switch
    {
        InvocationLabel.IoPortIn8 or InvocationLabel.IoPortOut8 => 1,
        InvocationLabel.IoPortIn16 or InvocationLabel.IoPortOut16 => 2,
        _ => 4,
    };

    private static uint Read(InvocationLabel label, ulong port) => label switch
    {
        InvocationLabel.IoPortIn8 => Hardware.In8(port),
        InvocationLabel.IoPortIn16 => Hardware.In16(port),
        _ => Hardware.In32(port),
    };

    private static void Write(InvocationLabel label, ulong port, uint value)
    {
        switch (label)
        {
            case InvocationLabel.IoPortOut8:
                Hardware.Out8(port, (byte)value);
                break;
            case InvocationLabel.IoPortOut16:
                Hardware.Out16(port, (ushort)value);
                break;
            default:
                Hardware.Out32(port, value);
                break;
        }
    }
}
