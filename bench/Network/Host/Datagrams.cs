// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Bench.Network.Host;

/// <summary>Numbered datagrams of one size to a port of the guest, whose answers have the same content.</summary>
internal sealed class Datagrams(Machine machine, int size, ushort port)
{
    private readonly byte[] data = new byte[size];

    /// <summary>Has a datagram leave with the next flush.</summary>
    public void Add(uint number, ushort from)
    {
        Fill(number);
        machine.Wire.Add(Frames.Datagram(machine.Card, from, port, data));
    }

    /// <summary>
    /// Waits for a frame; true when it is the right answer to a datagram, false when it was something else, which is answered.
    /// </summary>
    public bool TryTake(uint number, ushort to)
    {
        var frame = machine.Wire.Receive();
        if (frame.IsEmpty)
        {
            throw new BenchException($"Datagram {number} is not answered. The guest said:\n{machine.Guest.Log}");
        }

        if (Frames.AnswerTo(frame) is { } answer)
        {
            machine.Wire.Add(answer);
            machine.Wire.Flush();
        }
        else if (Frames.IsDatagram(frame, out var source, out var target, out var received))
        {
            Fill(number);
            return source == port && target == to && received.SequenceEqual(data)
                ? true : throw new BenchException($"The answer to datagram {number} is wrong.");
        }

        return false;
    }

    private void Fill(uint number)
    {
        data.AsSpan().Fill((byte)number);
        BinaryPrimitives.WriteUInt32BigEndian(data, number);
    }
}
