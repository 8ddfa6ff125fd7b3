// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Support;

namespace Caprock.Tests.Robustness;

/// <summary>Asks how long the campaign shall be.</summary>
internal static class Question
{
    /// <summary>Reads two numbers, of which the second may be missing: millions of system calls, and the seed.</summary>
    public static void Ask(out ulong millions, out ulong seed)
    {
        SerialLine.Write("robustness: how many million system calls, and which seed? "u8);
        millions = ReadNumber(out var last);
        seed = last == (byte)' ' ? ReadNumber(out _) : 1;
    }

    private static ulong ReadNumber(out byte last)
    {
        ulong number = 0;
        while (true)
        {
            if (SerialLine.TryRead(out last))
            {
                if (last is < (byte)'0' or > (byte)'9')
                {
                    return number;
                }

                number = (number * 10) + last - (byte)'0';
            }
        }
    }
}
