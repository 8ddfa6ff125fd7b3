// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.PingPong;

/// <summary>Notifies its peer each time it is notified.</summary>
[Component("pong")]
internal partial struct Pong
{
    private static ulong count;

    public static void Notified(Channel channel)
    {
        count++;
        DebugConsole.Write("pong "u8);
        DebugConsole.WriteDecimal(count);
        DebugConsole.Write("\n"u8);
        Ping.Notify();
    }
}
