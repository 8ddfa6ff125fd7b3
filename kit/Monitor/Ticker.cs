// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Monitor;

/// <summary>The monitor's side of its second thread, which waits for time to pass.</summary>
internal static class Ticker
{
    private static bool isHeld;
    private static bool usesSecondReply;

    /// <summary>The reply object that nobody waits at.</summary>
    public static ulong FreeReply => usesSecondReply ? MonitorSlots.SecondReply : MonitorSlots.Reply;

    private static ulong HeldReply => usesSecondReply ? MonitorSlots.Reply : MonitorSlots.SecondReply;

    /// <summary>A period has passed, or the ticker has come for the first time. It is answered at once while something is waited for.</summary>
    public static void Tick()
    {
        isHeld = true;
        usesSecondReply = !usesSecondReply;
        Restarts.StartDue();
        Heartbeats.Look();
        if (Restarts.AreWaiting || Heartbeats.AreWanted)
        {
            Go();
        }
    }

    /// <summary>Lets it wait for a period, unless it does already.</summary>
    public static void Go()
    {
        if (isHeld)
        {
            isHeld = false;
            MessageWords words;
            Unsafe.SkipInit(out words);
            Kernel.Send(HeldReply, default, ref words);
        }
    }
}
