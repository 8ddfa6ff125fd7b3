// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Drivers.Timer.Hpet;

/// <summary>Driver of the PC's high precision event timer: time in nanoseconds, and many timeouts for each client.</summary>
[Component]
[Serves<ITimer>]
internal partial struct Hpet
{
    private static TimeoutQueue timeouts;
    private static PassedTimeouts passed;
    private static TimeScale scale;

    public static void Init()
    {
        var interrupt = Configuration.Interrupt(0);
        Registers.Start(Configuration.Region(0), interrupt.Id);
        scale = new TimeScale(Registers.Period);
        if (Configuration.ChannelCount > 0 && Configuration.Channel(Configuration.ChannelCount - 1).Id >= TimerProtocol.MostClients)
        {
            Failure.Stop("a client of the timer needs a channel with an 'id' below 62"u8);
        }
    }

    public static void Interrupted(Interrupt interrupt)
    {
        Registers.ClearInterrupt();
        Advance();
        interrupt.AcknowledgeDeferred();
    }

    /// <summary>What a client has waited for in its earlier life is forgotten.</summary>
    public static void PeerRestarted(Channel channel)
    {
        for (uint number = 0; number < TimerProtocol.MostTimeouts; number++)
        {
            Cancel(channel, number);
        }
    }

    private static ulong Now() => scale.ToNanoseconds(Registers.Counter);

    private static bool Set(Channel caller, uint number, ulong deadlineNanoseconds)
    {
        if (number >= TimerProtocol.MostTimeouts)
        {
            return false;
        }

        Cancel(caller, number);
        var timeout = Timeout(caller, number);
        timeouts.Set(timeout, deadlineNanoseconds);
        if (timeouts.First == timeout)
        {
            Advance();
        }

        return true;
    }

    private static void Cancel(Channel caller, uint number)
    {
        if (number < TimerProtocol.MostTimeouts)
        {
            timeouts.Cancel(Timeout(caller, number));
            passed[(int)caller.Id] &= ~(1ul << (int)number);
        }
    }

    private static ulong TakePassed(Channel caller)
    {
        var taken = passed[(int)caller.Id];
        passed[(int)caller.Id] = 0;
        return taken;
    }

    private static int Timeout(Channel client, uint number) => (int)((client.Id * TimerProtocol.MostTimeouts) + number);

    /// <summary>Tells clients what has passed, and has the next interrupt come for what has not.</summary>
    private static void Advance()
    {
        do
        {
            var clients = TakeDue(Now());
            for (var i = 0; clients != 0 && i < Configuration.ChannelCount; i++)
            {
                var channel = Configuration.Channel(i);
                if ((clients >> (int)channel.Id & 1) != 0)
                {
                    clients &= ~(1ul << (int)channel.Id);
                    channel.Notify();
                }
            }
        }
        while (timeouts.Count > 0 && !Registers.SetComparator(scale.ToCount(timeouts.Deadline(timeouts.First))));
    }

    /// <summary>Notes which timeouts have passed; returns whose they are, a bit for each client.</summary>
    private static ulong TakeDue(ulong now)
    {
        ulong clients = 0;
        while (timeouts.Count > 0 && timeouts.Deadline(timeouts.First) <= now)
        {
            var timeout = timeouts.First;
            timeouts.Cancel(timeout);
            var client = timeout / TimerProtocol.MostTimeouts;
            clients |= 1ul << client;
            passed[client] |= 1ul << (timeout % TimerProtocol.MostTimeouts);
        }

        return clients;
    }
}
