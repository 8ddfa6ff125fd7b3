// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;
using Caprock.User;
using Caprock.User.Loading;

namespace Caprock.Tests.Robustness;

/// <summary>Messages to threads.</summary>
internal static class ThreadPlans
{
    private const ulong EntryAddress = 0x40_0000;
    private const ulong StartBlockOffset = 2048;
    private const ulong MostPriority = 120;

    /// <summary>Makes one.</summary>
    public static void Fill(ref Arguments message, ref ulong dice)
    {
        var label = InvocationLabel.TcbReadRegisters
            + Dice.Below(ref dice, InvocationLabel.TcbSetFlags - InvocationLabel.TcbReadRegisters + 1);
        message.Ask(label);
        switch (label)
        {
            case InvocationLabel.TcbReadRegisters:
                message.Word(Dice.Below(ref dice, 2));
                message.Word(1 + Dice.Below(ref dice, UserContext.Length));
                break;
            case InvocationLabel.TcbWriteRegisters:
                Write(ref message, ref dice);
                break;
            case InvocationLabel.TcbCopyRegisters:
                message.Capability(Choice.SlotOf(ref dice, Kind.Thread));
                message.Word(Dice.Below(ref dice, 16));
                break;
            case InvocationLabel.TcbConfigure:
                Spaces(ref message, ref dice);
                message.Capability(Choice.SlotOf(ref dice, Kind.Frame));
                message.Word(Choice.Address(ref dice));
                break;
            case InvocationLabel.TcbSetSpace:
                message.Capability(Choice.SlotOf(ref dice, Kind.Endpoint));
                Spaces(ref message, ref dice);
                break;
            case InvocationLabel.TcbSetIpcBuffer:
                message.Capability(Choice.SlotOf(ref dice, Kind.Frame));
                message.Word(Choice.Address(ref dice));
                break;
            default:
                FillOther(ref message, ref dice, label);
                break;
        }
    }

    private static void FillOther(ref Arguments message, ref ulong dice, InvocationLabel label)
    {
        switch (label)
        {
            case InvocationLabel.TcbSetPriority:
            case InvocationLabel.TcbSetMaximumControlledPriority:
                message.Capability(Choice.SlotOf(ref dice, Kind.Thread));
                message.Word(Dice.Below(ref dice, MostPriority));
                break;
            case InvocationLabel.TcbSetSchedParams:
                message.Capability(Choice.SlotOf(ref dice, Kind.Thread));
                message.Capability(Choice.SlotOf(ref dice, Kind.SchedContext));
                message.Capability(Choice.SlotOf(ref dice, Kind.Endpoint));
                message.Word(Dice.Below(ref dice, MostPriority));
                message.Word(Dice.Below(ref dice, MostPriority));
                break;
            case InvocationLabel.TcbSetTimeoutEndpoint:
                message.Capability(Choice.SlotOf(ref dice, Kind.Endpoint));
                break;
            case InvocationLabel.TcbBindNotification:
                message.Capability(Choice.SlotOf(ref dice, Kind.Notification));
                break;
            default:
                message.Word(Dice.OneIn(ref dice, 2) ? Dice.Below(ref dice, 4) : Choice.Value(ref dice));
                message.Word(Dice.Below(ref dice, 4));
                break;
        }
    }

    private static void Spaces(ref Arguments message, ref ulong dice)
    {
        message.Capability(Choice.SlotOf(ref dice, Kind.CNode));
        message.Capability(Choice.SlotOf(ref dice, Kind.Space));
        message.Word(Dice.OneIn(ref dice, 3) ? CNodeCapData.Create(0, Limits.WordBits - Layout.CNodeBits).Word : 0);
        message.Word(0);
    }

    /// <summary>A thread that may be an attacker too, begin somewhere else, or fault at once.</summary>
    private static void Write(ref Arguments message, ref ulong dice)
    {
        var isAttacker = Dice.OneIn(ref dice, 2);
        message.Word(Dice.Below(ref dice, 2));
        message.Word(Dice.Below(ref dice, UserContext.Length + 2));
        message.Word(isAttacker ? EntryAddress + Dice.Below(ref dice, 4096) : Choice.Address(ref dice));
        message.Word(isAttacker ? ComponentBuilder.StackTop : Choice.Address(ref dice));
        for (var i = 2; i < UserContext.Length; i++)
        {
            message.Word(i == 8 && isAttacker ? ComponentBuilder.StackTop + StartBlockOffset : Choice.Value(ref dice));
        }
    }
}
