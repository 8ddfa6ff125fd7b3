// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;

namespace Caprock.Tests.Robustness;

/// <summary>Messages to CNodes.</summary>
internal static class CNodePlans
{
    /// <summary>Makes one. Revoking and deleting are rarer than copying, or little would be left soon.</summary>
    public static void Fill(ref Arguments message, ref ulong dice)
    {
        switch (Dice.Below(ref dice, 32))
        {
            case 0:
                Name(ref message, ref dice, InvocationLabel.CNodeRevoke);
                break;
            case 1 or 2 or 3 or 4:
                Name(ref message, ref dice, InvocationLabel.CNodeDelete);
                break;
            case 5 or 6:
                Name(ref message, ref dice, InvocationLabel.CNodeCancelBadgedSends);
                break;
            case 7 or 8 or 9:
                Rotate(ref message, ref dice);
                break;
            case < 16:
                Insert(ref message, ref dice, InvocationLabel.CNodeMove);
                break;
            case < 18:
                Insert(ref message, ref dice, InvocationLabel.CNodeMutate);
                message.Word(Data(ref dice));
                break;
            case < 26:
                Insert(ref message, ref dice, InvocationLabel.CNodeCopy);
                message.Word(Dice.Below(ref dice, 16));
                break;
            default:
                Insert(ref message, ref dice, InvocationLabel.CNodeMint);
                message.Word(Dice.Below(ref dice, 16));
                message.Word(Data(ref dice));
                break;
        }
    }

    private static ulong Data(ref ulong dice) => Dice.Below(ref dice, 3) switch
    {
        0 => CNodeCapData.Create(0, Limits.WordBits - Layout.CNodeBits).Word,
        1 => Dice.Below(ref dice, 64),
        _ => Choice.Value(ref dice),
    };

    private static ulong Depth(ref ulong dice) => Dice.OneIn(ref dice, 12) ? Dice.Below(ref dice, 70) : Limits.WordBits;

    private static void Name(ref Arguments message, ref ulong dice, InvocationLabel label)
    {
        message.Ask(label);
        message.Word(Choice.AnySlot(ref dice));
        message.Word(Depth(ref dice));
    }

    private static void Insert(ref Arguments message, ref ulong dice, InvocationLabel label)
    {
        message.Ask(label);
        message.Capability(Choice.SlotOf(ref dice, Kind.CNode));
        message.Word(Dice.OneIn(ref dice, 4) ? Choice.AnySlot(ref dice) : Choice.EmptySlot(ref dice));
        message.Word(Depth(ref dice));
        message.Word(Choice.AnySlot(ref dice));
        message.Word(Depth(ref dice));
    }

    private static void Rotate(ref Arguments message, ref ulong dice)
    {
        var destination = Choice.AnySlot(ref dice);
        message.Ask(InvocationLabel.CNodeRotate);
        message.Capability(Choice.SlotOf(ref dice, Kind.CNode));
        message.Capability(Choice.SlotOf(ref dice, Kind.CNode));
        message.Word(destination);
        message.Word(Depth(ref dice));
        message.Word(Data(ref dice));
        message.Word(Choice.AnySlot(ref dice));
        message.Word(Depth(ref dice));
        message.Word(Data(ref dice));
        message.Word(Dice.OneIn(ref dice, 3) ? destination : Choice.AnySlot(ref dice));
        message.Word(Depth(ref dice));
    }
}
