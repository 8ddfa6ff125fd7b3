// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>A booted subject, of which rows are measured.</summary>
internal sealed class Session : IDisposable
{
    private const double MinutesAtMost = 30;
    private const int RunsOneAtATime = 3;

    private readonly bool isShort;
    private readonly Machine machine;
    private readonly InterruptGates gates;

    /// <summary>Boots a subject.</summary>
    public Session(ISubject subject, bool isShort, bool isPaced = false)
    {
        this.isShort = isShort;
        machine = new Machine(subject, TimeSpan.FromMinutes(MinutesAtMost), isPaced: isPaced);
        gates = new InterruptGates(machine.Guest, subject.TimerVector);
    }

    /// <summary>
    /// What each datagram or request of a row costs. One at a time leaves the guest waiting for the load generator, while its own timers
    /// pass: of several runs the one counts that had the least of that.
    /// </summary>
    public Cost Measure(Row row)
    {
        var count = (ulong)Table.CountOf(row, isShort);
        var load = LoadOf(row);
        using var disposable = load as IDisposable;
        Ask(load, row, row.Kind == Table.Rate ? (int)count / 4 : Math.Max((int)count / 4, row.Burst));
        return Enumerable.Range(0, row.Burst == 1 && !isShort ? RunsOneAtATime : 1)
            .Select(_ => MeasureOnce(load, row, count)).MinBy(cost => cost.Instructions);
    }

    /// <summary>How often each block of code is executed for a row.</summary>
    public IReadOnlyList<ExecutedBlock> Profile(Row row)
    {
        var load = LoadOf(row);
        using var disposable = load as IDisposable;
        Ask(load, row, Table.CountOf(row, isShort));
        machine.Counter.WaitForQuiet();
        var before = machine.Counter.Blocks();
        Ask(load, row, Table.CountOf(row, isShort));
        machine.Counter.WaitForQuiet();
        var after = machine.Counter.Blocks();
        for (var i = 0; i < before.Length; i++)
        {
            after[i] = after[i] with { Times = after[i].Times - before[i].Times };
        }

        return after;
    }

    /// <inheritdoc/>
    public void Dispose() => machine.Dispose();

    private Cost MeasureOnce(ILoad load, Row row, ulong count)
    {
        var instructions = machine.Counter.WaitForQuiet();
        var interrupts = gates.Count(machine.Counter.Blocks());
        Ask(load, row, (int)count);
        instructions = machine.Counter.WaitForQuiet() - instructions;
        interrupts = gates.Count(machine.Counter.Blocks()) - interrupts;
        return new Cost((instructions + (count / 2)) / count, ((interrupts * 1000) + (count / 2)) / count);
    }

    private ILoad LoadOf(Row row) => row.Kind switch
    {
        Table.Streams => new StreamLoad(machine),
        Table.Web => new WebLoad(machine, row.Bytes == WebContent.SmallBytes ? "/1k" : "/1m", row.Bytes),
        Table.Rate => new RateLoad(machine, row.Bytes, row.Burst),
        _ => new EchoLoad(machine, row.Bytes),
    };

    private static void Ask(ILoad load, Row row, int count)
    {
        if (row.Kind == Table.Window)
        {
            ((DatagramLoad)load).RunWindow(count, row.Burst);
        }
        else
        {
            load.Run(count, row.Burst);
        }
    }
}
