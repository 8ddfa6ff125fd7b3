// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.PingPong;

/// <summary>Begins, and notifies its peer again each time it is notified.</summary>
[Component("ping")]
internal partial struct Ping
{
    private const ulong Rounds = 5;

    private static ulong round;

    public static void Init() => Play();

    public static void Notified(Channel channel)
    {
        if (round == Rounds)
        {
            DebugConsole.WriteLine("ping: that was the last one"u8);
            return;
        }

        Play();
    }

    private static void Play()
    {
        round++;
        DebugConsole.Write("ping "u8);
        DebugConsole.WriteDecimal(round);
        DebugConsole.Write("\n"u8);
        Pong.Notify();
    }
}
