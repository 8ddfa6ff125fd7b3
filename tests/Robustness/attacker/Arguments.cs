// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;

namespace Caprock.Tests.Robustness;

/// <summary>The message of an invocation: written to the IPC buffer as it grows, and to the registers at the end.</summary>
internal struct Arguments(MessageBuffer buffer)
{
    private readonly MessageBuffer buffer = buffer;
    private ulong label;
    private ulong length;
    private ulong capabilities;

    /// <summary>Says what the message asks for.</summary>
    public void Ask(InvocationLabel invocation) => label = (ulong)invocation;

    /// <summary>Says how many words there are.</summary>
    public void SetLength(ulong words) => length = words;

    /// <summary>Adds a word.</summary>
    public void Word(ulong value)
    {
        buffer.SetWord((int)length, value);
        length++;
    }

    /// <summary>Adds a capability.</summary>
    public void Capability(ulong slot)
    {
        buffer.SetCap((int)capabilities, slot);
        capabilities++;
    }

    /// <summary>Spoils one part of it.</summary>
    public void Spoil(ref ulong dice)
    {
        switch (Dice.Below(ref dice, 6))
        {
            case 0:
                label = Choice.Value(ref dice);
                break;
            case 1:
                length = Dice.Below(ref dice, 128);
                break;
            case 2:
                capabilities = Dice.Below(ref dice, 4);
                break;
            case 3:
                buffer.SetCap((int)Dice.Below(ref dice, 3), Choice.Value(ref dice));
                break;
            default:
                buffer.SetWord((int)Dice.Below(ref dice, 8), Choice.Value(ref dice));
                break;
        }
    }

    /// <summary>Puts the first words into registers.</summary>
    public readonly void WriteTo(ref Exchange exchange)
    {
        exchange.Info = MessageInfo.Create(label, 0, capabilities, length).Word;
        exchange.Word0 = buffer.Word(0);
        exchange.Word1 = buffer.Word(1);
        exchange.Word2 = buffer.Word(2);
        exchange.Word3 = buffer.Word(3);
    }
}
