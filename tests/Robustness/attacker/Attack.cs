// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;

namespace Caprock.Tests.Robustness;

/// <summary>One system call after the other.</summary>
internal struct Attack(ulong bufferAddress)
{
    private readonly MessageBuffer buffer = new(bufferAddress);
    private Exchange exchange;

    /// <summary>Makes a system call; returns the label when it was an invocation that the kernel carried out, zero otherwise.</summary>
    public ulong Make(ref ulong dice)
    {
        if (Dice.OneIn(ref dice, 12))
        {
            Wild(ref dice);
            return 0;
        }

        var kind = (Kind)(1 + Dice.Below(ref dice, (ulong)Kind.Count - 1));
        var arguments = new Arguments(buffer);
        Plans.Fill(ref arguments, ref dice, kind);
        if (Dice.OneIn(ref dice, 5))
        {
            arguments.Spoil(ref dice);
        }

        if (Dice.OneIn(ref dice, 64))
        {
            buffer.SetReceivePath(Choice.SlotOf(ref dice, Kind.CNode), Choice.EmptySlot(ref dice), Dice.OneIn(ref dice, 4) ? 0 : 64ul);
        }

        arguments.WriteTo(ref exchange);
        var target = Choice.SlotOf(ref dice, kind);
        var isMessage = kind is Kind.Endpoint or Kind.Notification or Kind.Reply;
        var number = isMessage ? Message(ref dice) : Invocation(ref dice);
        var label = exchange.Label;
        Execute(ref dice, number, target);
        var isAccepted = !isMessage && number == SystemCall.Call && exchange.Label == 0;
        return isAccepted && label < Layout.Labels ? label : 0;
    }

    /// <summary>A system call in which no register means anything.</summary>
    private void Wild(ref ulong dice)
    {
        exchange.Info = Choice.Value(ref dice);
        exchange.Word0 = Choice.Value(ref dice);
        exchange.Word1 = Choice.Value(ref dice);
        exchange.Word2 = Choice.Value(ref dice);
        exchange.Word3 = Choice.Value(ref dice);
        for (var i = 0; i < 4; i++)
        {
            buffer[(int)Dice.Below(ref dice, 128)] = Choice.Value(ref dice);
        }

        Execute(ref dice, Number(ref dice), Dice.OneIn(ref dice, 2) ? Choice.AnySlot(ref dice) : Choice.Value(ref dice));
    }

    private void Execute(ref ulong dice, SystemCall number, ulong capability)
    {
        exchange.Reply = number == SystemCall.NBSendWait
            ? Choice.SlotOf(ref dice, Kind.Endpoint)
            : Choice.SlotOf(ref dice, Kind.Reply);
        exchange.Destination = Choice.SlotOf(ref dice, Kind.Endpoint);
        exchange.Execute(number, capability);
    }

    private static SystemCall Invocation(ref ulong dice) => Dice.Below(ref dice, 16) switch
    {
        0 => SystemCall.Send,
        1 => SystemCall.NBSend,
        2 => Message(ref dice),
        _ => SystemCall.Call,
    };

    /// <summary>Calls that do not block are more frequent, so that attackers make more of them before they wait.</summary>
    private static SystemCall Message(ref ulong dice) => Dice.Below(ref dice, 20) switch
    {
        0 => SystemCall.Call,
        1 => SystemCall.ReplyRecv,
        2 => SystemCall.NBSendRecv,
        3 => SystemCall.NBSendWait,
        4 => SystemCall.Send,
        5 => SystemCall.Recv,
        6 => SystemCall.Wait,
        7 => SystemCall.Yield,
        < 12 => SystemCall.NBSend,
        < 17 => SystemCall.NBRecv,
        _ => SystemCall.NBWait,
    };

    /// <summary>Any number but those that print or stop the machine.</summary>
    private static SystemCall Number(ref ulong dice)
    {
        var number = Dice.OneIn(ref dice, 4) ? (SystemCall)(long)Choice.Value(ref dice) : (SystemCall)(-1 - (long)Dice.Below(ref dice, 40));
        return number is SystemCall.DebugPutChar or SystemCall.DebugDumpScheduler or SystemCall.DebugHalt or SystemCall.DebugSnapshot
            ? SystemCall.Yield
            : number;
    }
}
