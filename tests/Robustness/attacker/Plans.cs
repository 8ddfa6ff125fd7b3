// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;

namespace Caprock.Tests.Robustness;

/// <summary>Messages that objects of each kind understand, with arguments that may be right.</summary>
internal static class Plans
{
    /// <summary>Makes a message for an object of a kind.</summary>
    public static void Fill(ref Arguments message, ref ulong dice, Kind kind)
    {
        switch (kind)
        {
            case Kind.Untyped:
                Retype(ref message, ref dice);
                break;
            case Kind.CNode:
                CNodePlans.Fill(ref message, ref dice);
                break;
            case Kind.Thread:
                ThreadPlans.Fill(ref message, ref dice);
                break;
            case Kind.SchedContext:
                SchedContext(ref message, ref dice);
                break;
            case Kind.SchedControl:
                SchedControl(ref message, ref dice);
                break;
            case Kind.Frame:
                Frame(ref message, ref dice);
                break;
            case Kind.PageTable:
                Table(ref message, ref dice, InvocationLabel.PageTableMap);
                break;
            case Kind.PageDirectory:
                Table(ref message, ref dice, InvocationLabel.PageDirectoryMap);
                break;
            case Kind.PointerTable:
                Table(ref message, ref dice, InvocationLabel.PageDirectoryPointerTableMap);
                break;
            default:
                FillOther(ref message, ref dice, kind);
                break;
        }
    }

    private static void FillOther(ref Arguments message, ref ulong dice, Kind kind)
    {
        switch (kind)
        {
            case Kind.AsidPool:
                message.Ask(InvocationLabel.AsidPoolAssign);
                message.Capability(Choice.SlotOf(ref dice, Kind.Space));
                break;
            case Kind.AsidControl:
                message.Ask(InvocationLabel.AsidControlMakePool);
                message.Capability(Choice.SlotOf(ref dice, Kind.Untyped));
                message.Capability(Choice.SlotOf(ref dice, Kind.CNode));
                message.Word(Choice.EmptySlot(ref dice));
                message.Word(Limits.WordBits);
                break;
            case Kind.IrqHandler:
                message.Ask(InvocationLabel.IrqHandlerAck + Dice.Below(ref dice, 3));
                message.Capability(Choice.SlotOf(ref dice, Kind.Notification));
                break;
            case Kind.IoPort:
                message.Ask(InvocationLabel.IoPortIn8 + Dice.Below(ref dice, 6));
                message.Word(Layout.FirstPort + Dice.Below(ref dice, 300));
                message.Word(Choice.Value(ref dice));
                break;
            default:
                Free(ref message, ref dice);
                break;
        }
    }

    /// <summary>A message between threads, or to an object without invocations.</summary>
    private static void Free(ref Arguments message, ref ulong dice)
    {
        message.Ask((InvocationLabel)Dice.Below(ref dice, 80));
        message.SetLength(Dice.OneIn(ref dice, 4) ? Dice.Below(ref dice, 121) : Dice.Below(ref dice, 6));
        for (var i = Dice.Below(ref dice, 8); i < 3; i++)
        {
            message.Capability(Dice.OneIn(ref dice, 2) ? Choice.SlotOf(ref dice, Kind.Endpoint) : Choice.AnySlot(ref dice));
        }
    }

    private static void Retype(ref Arguments message, ref ulong dice)
    {
        var isWhole = Dice.OneIn(ref dice, 8);
        message.Ask(InvocationLabel.UntypedRetype);
        message.Capability(Choice.SlotOf(ref dice, Kind.CNode));
        message.Word(Dice.Below(ref dice, (ulong)ObjectType.Count + 1));
        message.Word(Dice.Below(ref dice, 14));
        message.Word(isWhole ? Choice.SlotOf(ref dice, Kind.CNode) : 0);
        message.Word(isWhole ? Limits.WordBits : 0ul);
        message.Word(isWhole ? Dice.Below(ref dice, 16) : Choice.EmptySlot(ref dice));
        message.Word(1 + Dice.Below(ref dice, 4));
    }

    private static void SchedContext(ref Arguments message, ref ulong dice)
    {
        message.Ask(InvocationLabel.SchedContextBind + Dice.Below(ref dice, 5));
        message.Capability(Choice.SlotOf(ref dice, Dice.OneIn(ref dice, 2) ? Kind.Thread : Kind.Notification));
    }

    private static void SchedControl(ref Arguments message, ref ulong dice)
    {
        var budget = Dice.OneIn(ref dice, 16) ? Choice.Value(ref dice) : 20 + Dice.Below(ref dice, 10_000);
        message.Ask(InvocationLabel.SchedControlConfigureFlags);
        message.Capability(Choice.SlotOf(ref dice, Kind.SchedContext));
        message.Word(budget);
        message.Word(Dice.OneIn(ref dice, 3) ? budget : budget + Dice.Below(ref dice, 10_000));
        message.Word(Dice.Below(ref dice, 8));
        message.Word(Choice.Value(ref dice));
        message.Word(Dice.Below(ref dice, 3));
    }

    private static void Frame(ref Arguments message, ref ulong dice)
    {
        var offset = Dice.Below(ref dice, 6);
        message.Ask(offset < 4 ? InvocationLabel.PageMap : offset == 4 ? InvocationLabel.PageUnmap : InvocationLabel.PageGetAddress);
        message.Capability(Choice.SlotOf(ref dice, Kind.Space));
        message.Word(Choice.Address(ref dice));
        message.Word(Dice.Below(ref dice, 16));
        message.Word(Dice.Below(ref dice, 8));
    }

    private static void Table(ref Arguments message, ref ulong dice, InvocationLabel map)
    {
        message.Ask(Dice.OneIn(ref dice, 4) ? map + 1 : map);
        message.Capability(Choice.SlotOf(ref dice, Kind.Space));
        message.Word(Choice.Address(ref dice));
        message.Word(Dice.Below(ref dice, 8));
    }
}
