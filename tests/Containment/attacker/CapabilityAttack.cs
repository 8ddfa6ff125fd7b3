// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Tests.Containment;

/// <summary>Invokes every slot in every way, then slots and system calls at random.</summary>
internal static unsafe class CapabilityAttack
{
    private const ulong Labels = 80;
    private const ulong LowSlots = 64;
    private const ulong UpperSlots = 64;
    private const int UpperShift = 58;
    private const ulong FewMessages = 200;
    private const ulong SlotsToSignal = 640;
    private const ulong SignalsBeforeYield = 2000;

    private static Exchange exchange;

    private static MessageBuffer Buffer => new(SpaceLayout.IpcBufferAddress);

    /// <summary>Attempts of the first part: each label on each slot.</summary>
    private static ulong Systematic => (LowSlots + UpperSlots) * Labels;

    /// <summary>Both parts.</summary>
    public static void Run()
    {
        var orders = Attacker.Orders;
        while (orders->Next < Systematic + orders->Count)
        {
            var attempt = orders->Next;
            orders->Next++;
            orders->Attempts++;
            var dice = Dice.Begin(orders->Seed, attempt);
            FillBuffer(ref dice);
            if (attempt < Systematic)
            {
                var slot = attempt / Labels;
                Invoke(slot < LowSlots ? slot : (slot - LowSlots) << UpperShift, attempt % Labels, ref dice);
            }
            else if (Dice.OneIn(ref dice, 3))
            {
                Wild(ref dice);
            }
            else
            {
                Invoke(Slot(ref dice), Dice.OneIn(ref dice, 16) ? Choice.Value(ref dice) : Dice.Below(ref dice, Labels), ref dice);
            }
        }
    }

    /// <summary>Signals every slot, and every channel it has, again and again.</summary>
    public static void Flood()
    {
        var orders = Attacker.Orders;
        while (orders->Next < orders->Count)
        {
            var slot = orders->Next % SlotsToSignal;
            orders->Next++;
            orders->Attempts++;
            exchange.Set(0);
            exchange.NonBlockingSend(slot < LowSlots * 8 ? slot : (slot - (LowSlots * 8)) << UpperShift);
            if (Configuration.ChannelCount != 0)
            {
                Configuration.Channel((int)(orders->Next % (ulong)Configuration.ChannelCount)).Notify();
            }

            if (orders->Next % SignalsBeforeYield == 0)
            {
                Kernel.Yield();
            }
        }
    }

    /// <summary>A call of a slot; on others than its own channels, interrupts, ports and shared capabilities nothing may succeed.</summary>
    private static void Invoke(ulong slot, ulong label, ref ulong dice)
    {
        exchange.Set(label, (int)Dice.Below(ref dice, 12), (int)Dice.Below(ref dice, 4));
        exchange.Word0 = Choice.Value(ref dice);
        exchange.Word1 = Choice.Value(ref dice);
        exchange.Word2 = Choice.Value(ref dice);
        exchange.Word3 = Choice.Value(ref dice);
        var kind = OwnSlots.KindOf(slot);
        if (kind == OwnSlot.Ports && !OwnSlots.IsOutside((ushort)exchange.Word0))
        {
            return;
        }

        exchange.Call(slot);
        if (kind == OwnSlot.Message || label == 0)
        {
            return;
        }

        if (exchange.Label != 0)
        {
            Attacker.Orders->Refused++;
        }
        else if (kind is OwnSlot.Interrupt or OwnSlot.Shared)
        {
            Attacker.Orders->Own++;
        }
        else
        {
            Attacker.Orders->Breaches++;
            Attacker.Orders->LastBreach = slot;
            Attacker.Orders->LastBreachDetail = label;
        }
    }

    /// <summary>Any system call but those that print or stop the machine, which only a debug kernel has; few that wait.</summary>
    private static void Wild(ref ulong dice)
    {
        var slot = Dice.OneIn(ref dice, 2) ? Slot(ref dice) : Choice.Value(ref dice);
        exchange.Info = Choice.Value(ref dice);
        exchange.Word0 = Choice.Value(ref dice);
        exchange.Word1 = Choice.Value(ref dice);
        exchange.Word2 = Choice.Value(ref dice);
        exchange.Word3 = Choice.Value(ref dice);
        exchange.Reply = Slot(ref dice);
        exchange.Destination = Slot(ref dice);
        var number = Number(ref dice);
        if (OwnSlots.KindOf(slot) == OwnSlot.Ports)
        {
            return;
        }

        exchange.Execute(number, slot);
    }

    private static SystemCall Number(ref ulong dice)
    {
        if (Dice.OneIn(ref dice, FewMessages))
        {
            return (SystemCall)(-1 - (long)Dice.Below(ref dice, 10));
        }

        var number = Dice.Below(ref dice, 8) switch
        {
            0 => (SystemCall)(long)Choice.Value(ref dice),
            1 => (SystemCall)(-18 - (long)Dice.Below(ref dice, 30)),
            2 => SystemCall.NBSend,
            3 => SystemCall.NBRecv,
            4 => SystemCall.NBWait,
            5 => SystemCall.NBSend,
            6 => SystemCall.Yield,
            _ => SystemCall.DebugCapIdentify,
        };
        return number is SystemCall.DebugPutChar or SystemCall.DebugDumpScheduler or SystemCall.DebugHalt or SystemCall.DebugSnapshot
            ? SystemCall.NBSend
            : number;
    }

    private static ulong Slot(ref ulong dice) => Dice.Below(ref dice, 8) switch
    {
        0 => Choice.Value(ref dice),
        1 => Dice.Below(ref dice, 64) << UpperShift,
        2 => (Dice.Below(ref dice, 64) << UpperShift) | Dice.Below(ref dice, 512),
        3 => Dice.Below(ref dice, 4096),
        _ => Dice.Below(ref dice, LowSlots),
    };

    private static void FillBuffer(ref ulong dice)
    {
        var buffer = Buffer;
        for (var i = 4; i < 12; i++)
        {
            buffer.SetWord(i, Choice.Value(ref dice));
        }

        for (var i = 0; i < 3; i++)
        {
            buffer.SetCap(i, Slot(ref dice));
        }

        buffer.SetReceivePath(Slot(ref dice), Dice.Below(ref dice, 64), 64);
    }
}
