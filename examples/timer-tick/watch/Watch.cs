// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.TimerTick;

/// <summary>Tells how long it has been running.</summary>
[Component("watch")]
internal partial struct Watch
{
    private static ulong seconds;

    public static void Notified(Channel channel)
    {
        seconds++;
        DebugConsole.Write("watch: "u8);
        DebugConsole.WriteDecimal(seconds);
        DebugConsole.WriteLine(" s"u8);
    }
}
