// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Bench.Network.Host;

/// <summary>
/// Datagrams to the echo at a rate, whether answers have come or not: one for each so many of the guest's nanoseconds, of which an
/// instruction takes one. Each answer is checked.
/// </summary>
/// <remarks>
/// The guest is stopped at the instruction at which a datagram is due, until it lies at the card. While the guest has nothing to do, its
/// time is taken to pass until the next one is due.
/// </remarks>
internal sealed class RateLoad(Machine machine, int size, int perSecond) : ILoad
{
    private const ulong NanosecondsInSecond = 1_000_000_000;
    private const uint MostUnderWay = 120;
    private const ushort OwnPort = 5000;
    private const ushort EchoPort = 7;
    private const double MillisecondsOfQuiet = 2;
    private const double MicrosecondsToArrive = 200;

    private readonly Datagrams datagrams = new(machine, size, EchoPort);
    private uint sent;
    private uint answered;

    /// <inheritdoc/>
    /// <remarks>A guest that does not keep up ends it.</remarks>
    public void Run(int count, int burst)
    {
        var interval = NanosecondsInSecond / (ulong)perSecond;
        var due = machine.Counter.Executed + interval;
        for (var i = 0; i < count; i++)
        {
            if (!HasCome(due))
            {
                due = machine.Counter.Executed;
            }

            Send();
            TakeThere();
            due += interval;
            if (sent - answered > MostUnderWay)
            {
                machine.Counter.StopAt(ulong.MaxValue);
                Finish();
                throw new OverloadException($"{perSecond} a second are too many.");
            }
        }

        machine.Counter.StopAt(ulong.MaxValue);
        Finish();
    }

    /// <summary>Lets the guest go on to a time; false when it has nothing to do before.</summary>
    private bool HasCome(ulong due)
    {
        machine.Counter.StopAt(due);
        var executed = machine.Counter.Executed;
        var since = Stopwatch.StartNew();
        while (!machine.Counter.IsStopped)
        {
            TakeThere();
            if (sent != answered || machine.Counter.Executed != executed)
            {
                executed = machine.Counter.Executed;
                since.Restart();
            }
            else if (since.Elapsed.TotalMilliseconds > MillisecondsOfQuiet)
            {
                return false;
            }

            Thread.Yield();
        }

        return true;
    }

    private void Send()
    {
        datagrams.Add(sent, OwnPort);
        sent++;
        machine.Wire.Flush();
        machine.Wire.WaitUntilTaken();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalMicroseconds < MicrosecondsToArrive;)
        {
            Thread.Yield();
        }
    }

    private void TakeThere()
    {
        while (sent != answered && machine.Wire.HasFrame())
        {
            Take();
        }
    }

    private void Finish()
    {
        while (sent != answered)
        {
            Take();
        }
    }

    private void Take() => answered += datagrams.TryTake(answered, OwnPort) ? 1u : 0;
}
