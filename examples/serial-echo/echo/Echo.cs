// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Examples.SerialEcho;

/// <summary>Collects what is typed, and writes each line back when it ends.</summary>
[Component("alice")]
[Component("bob")]
internal partial struct Echo
{
    private static SerialLine serial;
    private static Line line;
    private static int length;

    /// <summary>How much of a whole line has been written back; less than the line while the transmitter has no room.</summary>
    private static int written;
    private static bool isWriting;

    public static void Init()
    {
        serial = SerialLine.Attach(TransmitQueue, Transmitter, ReceiveQueue, Receiver);
        Begin("ready: type a line; Ctrl-] and a digit switch the input\n"u8);
        Work();
    }

    public static void Notified(Channel channel) => Work();

    private static void Work()
    {
        Span<byte> buffer = line;
        while (true)
        {
            if (isWriting)
            {
                written += serial.Write(buffer[written..length]);
                if (written < length)
                {
                    return;
                }

                isWriting = false;
                length = 0;
            }

            if (serial.Read(buffer.Slice(length, 1)) == 0)
            {
                return;
            }

            length++;
            if (buffer[length - 1] is (byte)'\r' or (byte)'\n' || length == Line.Length - 1)
            {
                buffer[length - 1] = (byte)'\n';
                written = 0;
                isWriting = true;
            }
        }
    }

    private static void Begin(ReadOnlySpan<byte> text)
    {
        text.CopyTo(line);
        length = text.Length;
        written = 0;
        isWriting = true;
    }
}
