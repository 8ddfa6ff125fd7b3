// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Monitor;

/// <summary>The monitor: hears of every fault that no parent handles.</summary>
internal static unsafe class Program
{
    [RuntimeExport("caprock_component")]
    private static void Main(StartBlock* start)
    {
        IpcBuffer.Initialise(start->IpcBufferAddress);
        Configuration.Initialise(start);
        Restarts.Initialise();
        Commands.Initialise();
        Heartbeats.Initialise();
        while (true)
        {
            MessageWords words;
            Unsafe.SkipInit(out words);
            var info = Kernel.Receive(MonitorSlots.Input, Ticker.FreeReply, ref words, out var badge);
            if (badge == MonitorSlots.TickerBadge)
            {
                Ticker.Tick();
            }
            else if ((badge & MonitorControl.Badge) != 0)
            {
                Commands.Answer(badge, info, ref words);
            }
            else
            {
                FaultReport.Print((uint)badge - 1, (FaultType)info.Label, words);
                Restarts.Plan((uint)badge - 1);
            }
        }
    }
}
