// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>Text on the console of a debug kernel; nothing in a release build, whose kernel has none.</summary>
public static class DebugConsole
{
    /// <summary>Writes text.</summary>
    [Conditional("DEBUG")]
    public static void Write(scoped ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Kernel.DebugPutCharacter(text[i]);
        }
    }

    /// <summary>Writes text and ends the line.</summary>
    [Conditional("DEBUG")]
    public static void WriteLine(scoped ReadOnlySpan<byte> text)
    {
        Write(text);
        Write("\n"u8);
    }

    /// <summary>Writes a number in decimal.</summary>
    [Conditional("DEBUG")]
    public static void WriteDecimal(ulong value)
    {
        var divisor = 1UL;
        while (value / divisor >= 10)
        {
            divisor *= 10;
        }

        for (; divisor > 0; divisor /= 10)
        {
            Kernel.DebugPutCharacter((byte)('0' + (value / divisor % 10)));
        }
    }
}
