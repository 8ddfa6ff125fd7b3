// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>The serial console: COM1, written by polling. Source: 16550D data sheet, 8.0.</summary>
/// <remarks>Used for problems in every build and for user level's debug output in debug builds; a serial driver in user mode
/// owns the port otherwise.</remarks>
public static class SerialConsole
{
    private const ulong Port = 0x3f8;
    private const ulong InterruptEnable = Port + 1;
    private const ulong FifoControl = Port + 2;
    private const ulong LineControl = Port + 3;
    private const ulong ModemControl = Port + 4;
    private const ulong LineStatus = Port + 5;
    private const byte TransmitterEmpty = 0x20;

    // About 10 ms of port reads: a character takes 87 us, and a machine without the port must not hang here.
    private const int MaximumPolls = 20_000;

    /// <summary>115,200 bit/s, 8 bits, no parity, FIFOs on.</summary>
    public static void Initialise()
    {
        Hardware.Out8(InterruptEnable, 0);
        Hardware.Out8(LineControl, 0x80);
        Hardware.Out8(Port, 1);
        Hardware.Out8(InterruptEnable, 0);
        Hardware.Out8(LineControl, 0x03);
        Hardware.Out8(FifoControl, 0x07);
        Hardware.Out8(ModemControl, 0x0b);
    }

    /// <summary>Writes one character.</summary>
    public static void Write(byte character)
    {
        for (int polls = 0; polls < MaximumPolls && (Hardware.In8(LineStatus) & TransmitterEmpty) == 0; polls++)
        {
        }

        Hardware.Out8(Port, character);
    }

    /// <summary>Writes a text; a line feed gets its carriage return.</summary>
    public static void Write(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                Write((byte)'\r');
            }

            Write(text[i]);
        }
    }

    /// <summary>Writes a number in hexadecimal, with 0x.</summary>
    public static void WriteHexadecimal(ulong value)
    {
        Write("0x"u8);
        int shift = 60;
        while (shift > 0 && value >> shift == 0)
        {
            shift -= 4;
        }

        for (; shift >= 0; shift -= 4)
        {
            int digit = (int)(value >> shift) & 15;
            Write((byte)(digit < 10 ? '0' + digit : 'a' + digit - 10));
        }
    }

    /// <summary>Writes a number in decimal.</summary>
    public static void WriteDecimal(ulong value)
    {
        ulong unit = 1;
        while (value / unit >= 10)
        {
            unit *= 10;
        }

        for (; unit > 0; unit /= 10)
        {
            Write((byte)('0' + (value / unit % 10)));
        }
    }
}
