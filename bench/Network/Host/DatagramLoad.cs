// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Bench.Network.Host;

/// <summary>Datagrams in bursts: the next burst leaves when every answer to the last one has come, and each answer is checked.</summary>
internal abstract class DatagramLoad(Machine machine, int size) : ILoad
{
    private readonly byte[] data = new byte[size];
    private uint number;

    /// <summary>The port of the guest.</summary>
    protected abstract ushort Port { get; }

    /// <inheritdoc/>
    public void Run(int count, int burst)
    {
        for (var done = 0; done < count; done += burst)
        {
            var first = number;
            for (var i = 0; i < burst; i++)
            {
                Add();
            }

            machine.Wire.Flush();
            for (var i = 0; i < burst; i++)
            {
                Expect(first + (uint)i);
            }
        }
    }

    /// <summary>Keeps a number of datagrams under way: each answer that comes has the next one sent.</summary>
    public void RunWindow(int count, int window)
    {
        var first = number;
        for (var i = 0; i < window; i++)
        {
            Add();
        }

        machine.Wire.Flush();
        for (var i = 0; i < count; i++)
        {
            Expect(first + (uint)i);
            if (i < count - window)
            {
                Add();
            }

            if (!machine.Wire.HasWholeFrame())
            {
                machine.Wire.Flush();
            }
        }
    }

    /// <summary>From which port a datagram leaves.</summary>
    protected abstract ushort SourceOf(uint datagram);

    /// <summary>To which port its answer comes.</summary>
    protected abstract ushort TargetOf(uint datagram);

    private void Add()
    {
        Fill(number);
        machine.Wire.Add(Frames.Datagram(machine.Card, SourceOf(number), Port, data));
        number++;
    }

    private void Fill(uint datagram)
    {
        data.AsSpan().Fill((byte)datagram);
        BinaryPrimitives.WriteUInt32BigEndian(data, datagram);
    }

    private void Expect(uint datagram)
    {
        while (true)
        {
            var frame = machine.Wire.Receive();
            if (frame.IsEmpty)
            {
                throw new BenchException($"Datagram {datagram} is not answered. The guest said:\n{machine.Guest.Log}");
            }

            if (Frames.AnswerTo(frame) is { } answer)
            {
                machine.Wire.Add(answer);
                machine.Wire.Flush();
            }
            else if (Frames.IsDatagram(frame, out var from, out var to, out var received))
            {
                Fill(datagram);
                if (from != Port || to != TargetOf(datagram) || !received.SequenceEqual(data))
                {
                    throw new BenchException($"The answer to datagram {datagram} is wrong.");
                }

                return;
            }
        }
    }
}
