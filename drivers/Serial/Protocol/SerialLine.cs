// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Serial.Protocol;

/// <summary>A serial line as a client has it.</summary>
/// <remarks>Neither method waits: when it does less than it is asked for, a notification comes once it can do more.</remarks>
public struct SerialLine
{
    private ByteSender sender;
    private ByteReceiver receiver;

    /// <summary>Connects; each queue is shared with the virtualiser at the other end of its channel.</summary>
    public static SerialLine Attach(Region transmitQueue, Channel transmitter, Region receiveQueue, Channel receiver)
    {
        var line = default(SerialLine);
        line.sender = ByteSender.Attach(transmitQueue, transmitter);
        line.receiver = ByteReceiver.Attach(receiveQueue, receiver);
        return line;
    }

    /// <summary>
    /// Sends bytes, and tells how many; when not all, the transmitter notifies as soon as there is room for some of the rest.
    /// </summary>
    public int Write(scoped ReadOnlySpan<byte> bytes)
    {
        var written = 0;
        do
        {
            written += sender.Add(bytes[written..]);
            sender.Flush();
        }
        while (written < bytes.Length && !sender.MayWait(Math.Min(bytes.Length - written, sender.Capacity / 2)));

        return written;
    }

    /// <summary>Takes what was received, and tells how many bytes; after zero the receiver notifies as soon as there are some.</summary>
    public int Read(scoped Span<byte> bytes)
    {
        int count;
        do
        {
            count = receiver.Take(bytes);
            receiver.Release();
        }
        while (count == 0 && !receiver.MayWait());

        return count;
    }
}
