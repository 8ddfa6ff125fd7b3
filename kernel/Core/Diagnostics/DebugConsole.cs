// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Diagnostics;

/// <summary>Text for the debug console, written at once and waited for.</summary>
public static unsafe class DebugConsole
{
    /// <summary>Writes text.</summary>
    public static void Write(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Machine.PutCharacter(text[i]);
        }
    }

    /// <summary>Writes text and goes to the next line.</summary>
    public static void WriteLine(ReadOnlySpan<byte> text)
    {
        Write(text);
        Machine.PutCharacter((byte)'\r');
        Machine.PutCharacter((byte)'\n');
    }

    /// <summary>Writes a number in hexadecimal.</summary>
    public static void WriteHexadecimal(ulong value)
    {
        Write("0x"u8);
        bool hasStarted = false;
        for (int shift = 60; shift >= 0; shift -= 4)
        {
            int digit = (int)(value >> (shift & 63)) & 15;
            hasStarted |= digit != 0 || shift == 0;
            if (hasStarted)
            {
                Machine.PutCharacter((byte)(digit < 10 ? '0' + digit : 'a' + digit - 10));
            }
        }
    }

    /// <summary>Writes characters up to a zero.</summary>
    public static void WriteZeroTerminated(byte* text)
    {
        while (*text != 0)
        {
            Machine.PutCharacter(*text);
            text++;
        }
    }
}
