// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Serial.Protocol;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>The terminal at the other end of the serial line: what is written waits here until the line takes it.</summary>
internal static class Terminal
{
    private const int High = OutputRing.Bytes / 2;
    private const byte FirstPrintable = 0x20;
    private const byte Rubout = 0x7f;
    private const byte LeadOfControls = 0xc2;

    /// <summary>Signalled when a command may write on.</summary>
    public static Event Room;

    private static SerialLine line;
    private static OutputRing ring;
    private static int first;
    private static int count;
    private static bool isBlocked;
    private static byte before;

    /// <summary>Whether a command is to wait before it writes more.</summary>
    public static bool IsFull => count > High;

    /// <summary>Whether there is something that the line may take now.</summary>
    public static bool CanDrain => count > 0 && !isBlocked;

    /// <summary>Connects.</summary>
    public static void Attach(SerialLine serial) => line = serial;

    /// <summary>The transmitter may have room again.</summary>
    public static void Unblock() => isBlocked = false;

    /// <summary>Takes what was typed.</summary>
    public static int Read(scoped Span<byte> bytes) => line.Read(bytes);

    /// <summary>Writes bytes as they are; what has no room is lost, so who writes much waits while <see cref="IsFull"/>.</summary>
    public static void Write(scoped ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length && count < OutputRing.Bytes; i++)
        {
            ring[(first + count) % OutputRing.Bytes] = text[i];
            count++;
        }
    }

    /// <summary>Writes a line.</summary>
    public static void WriteLine(scoped ReadOnlySpan<byte> text)
    {
        Write(text);
        Write("\r\n"u8);
    }

    /// <summary>Writes text from elsewhere: no control character gets to the terminal but the end of a line and the tabulator.</summary>
    public static void WriteForeign(scoped ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            if (value == (byte)'\n')
            {
                Write("\r\n"u8);
            }
            else
            {
                var isSeen = value is (byte)'\t' or (>= FirstPrintable and not Rubout) && (before != LeadOfControls || value >= 0xa0);
                Write(isSeen ? text.Slice(i, 1) : "."u8);
            }

            before = value;
        }
    }

    /// <summary>Ends a line of such text, if it has not ended.</summary>
    public static void EndLine()
    {
        if (before != (byte)'\n')
        {
            Write("\r\n"u8);
        }

        before = (byte)'\n';
    }

    /// <summary>Gives the line what it takes, and lets commands that wait for room go on.</summary>
    public static void Drain()
    {
        while (CanDrain)
        {
            var piece = ((ReadOnlySpan<byte>)ring).Slice(first, Math.Min(count, OutputRing.Bytes - first));
            var written = line.Write(piece);
            isBlocked = written < piece.Length;
            first = (first + written) % OutputRing.Bytes;
            count -= written;
        }

        if (!IsFull)
        {
            Room.Signal();
        }
    }
}
