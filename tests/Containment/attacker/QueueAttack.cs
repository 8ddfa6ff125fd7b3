// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Tests.Containment;

/// <summary>What can be done to peers through shared memory and notifications, and what can be seen there.</summary>
internal static unsafe class QueueAttack
{
    private const ulong WordsInHeader = 40;
    private const ulong Small = 0xfff;
    private const ulong RoundsBeforeYield = 16;
    private const uint Cookie = 0x6353_8263;

    private static ulong turns;

    private static ReadOnlySpan<uint> Patterns =>
        [0, 1, 0xffff_ffff, 0x7fff_ffff, 0x8000_0000, 255, 256, 257, 511, 512, 513, 1023, 1024, 1025, 0x1000_0000, 0xfffffff0];

    /// <summary>Random words at random places, those with indices more often than others; now and then a plausible value.</summary>
    public static void Garbage() => Write(&Spoil);

    /// <summary>Heads and tails that cannot be, or that can and are not true, and elements with addresses of everything.</summary>
    public static void Lies() => Write(&Lie);

    /// <summary>Never ends.</summary>
    public static void Spin()
    {
        Attacker.Orders->Attempts++;
        while (true)
        {
            Volatile.Write(ref turns, turns + 1);
        }
    }

    /// <summary>Looks for the mark of DHCP, which everybody on the network speaks first. Source: RFC 2131, 3.</summary>
    public static void Look()
    {
        var orders = Attacker.Orders;
        while (orders->Next < (ulong)Attacker.RegionCount)
        {
            var region = (int)orders->Next;
            orders->Next++;
            if (!IsChosen(region))
            {
                continue;
            }

            orders->Attempts++;
            var bytes = Configuration.Region(region).Bytes;
            for (var i = 0; i + sizeof(uint) <= bytes.Length; i += 2)
            {
                if (Configuration.Region(region).At<uint>((ulong)i) == Cookie)
                {
                    orders->Seen |= 1u << region;
                    break;
                }
            }
        }
    }

    /// <summary>Changes every chosen region in each round.</summary>
    private static void Write(delegate*<Span<uint>, ref ulong, void> change)
    {
        var orders = Attacker.Orders;
        while (orders->Next < orders->Count)
        {
            var dice = Dice.Begin(orders->Seed, orders->Next);
            orders->Next++;
            for (var i = 0; i < Attacker.RegionCount; i++)
            {
                if (IsChosen(i))
                {
                    orders->Attempts++;
                    change(Configuration.Region(i).AsSpan<uint>(), ref dice);
                }
            }

            Tell(Dice.Next(ref dice));
        }
    }

    private static bool IsChosen(int region) => ((Attacker.Orders->Regions >> region) & 1) != 0;

    private static void Spoil(Span<uint> words, ref ulong dice)
    {
        var half = Dice.OneIn(ref dice, 2) ? 0 : words.Length / 2;
        var index = Dice.OneIn(ref dice, 4)
            ? (int)Dice.Below(ref dice, (ulong)words.Length)
            : half + (int)Dice.Below(ref dice, WordsInHeader);
        var value = (uint)Dice.Next(ref dice);
        Volatile.Write(ref words[index], Dice.OneIn(ref dice, 4) ? value & (uint)Small : value);
    }

    private static void Lie(Span<uint> words, ref ulong dice)
    {
        var half = Dice.OneIn(ref dice, 2) ? 0 : words.Length / 2;
        var value = Patterns[(int)Dice.Below(ref dice, (ulong)Patterns.Length)];
        for (var i = 0; i < (int)WordsInHeader; i++)
        {
            Volatile.Write(ref words[half + i], value);
        }

        var element = half + (int)WordsInHeader + (int)(Dice.Below(ref dice, 64) * 4);
        if (element + 3 < words.Length)
        {
            Volatile.Write(ref words[element], (uint)Choice.Value(ref dice));
            Volatile.Write(ref words[element + 1], (uint)Choice.Value(ref dice));
            Volatile.Write(ref words[element + 2], (uint)Choice.Value(ref dice));
        }
    }

    /// <summary>Notifies somebody; gives up the processor now and then, so that those below it look at what was written.</summary>
    private static void Tell(ulong random)
    {
        if (Configuration.ChannelCount != 0)
        {
            Configuration.Channel((int)(random % (ulong)Configuration.ChannelCount)).Notify();
        }

        if (Attacker.Orders->Next % RoundsBeforeYield == 0)
        {
            Kernel.Yield();
        }
    }
}
