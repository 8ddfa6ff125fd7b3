// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Examples.Calculator;

/// <summary>Hears of every fault, reports it, and gives the clumsy component another life.</summary>
internal static class Supervisor
{
    private static ReportBuffer buffer;

    /// <summary>Handles faults and requests until the machine is switched off.</summary>
    public static void Run(ref CalculatorSystem system)
    {
        ulong life = 0;
        while (true)
        {
            var words = default(MessageWords);
            var info = Kernel.Receive(system.SupervisorEndpoint, system.SupervisorReply, ref words, out var badge);
            if (badge == Badges.Shutdown)
            {
                system.ShutDown();
            }
            else
            {
                life++;
                Report(system.Console, badge, info, words, life);
                system.RestartClumsy(life);
            }
        }
    }

    private static void Report(ulong console, ulong badge, MessageInfo info, in MessageWords words, ulong life)
    {
        var text = new TextBuilder(buffer);
        FaultReport.Describe(ref text, ComponentName(badge), (FaultType)info.Label, words);
        text.Append("; restarted, life "u8);
        text.AppendDecimal((long)life + 1);
        ConsoleProtocol.PrintLine(console, text.Written);
    }

    private static ReadOnlySpan<byte> ComponentName(ulong badge) => (badge - Badges.FirstComponent) switch
    {
        0 => "calculator"u8,
        1 => "serial"u8,
        _ => "clumsy"u8,
    };
}
