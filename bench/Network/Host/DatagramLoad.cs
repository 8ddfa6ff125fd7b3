// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>Datagrams in bursts: the next burst leaves when every answer to the last one has come, and each answer is checked.</summary>
internal abstract class DatagramLoad(Machine machine, int size, ushort port) : ILoad
{
    private readonly Datagrams datagrams = new(machine, size, port);
    private uint number;

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
        datagrams.Add(number, SourceOf(number));
        number++;
    }

    private void Expect(uint datagram)
    {
        while (!datagrams.TryTake(datagram, TargetOf(datagram)))
        {
        }
    }
}
