// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Examples.LivePolicy;

/// <summary>Exchanges the transmit virtualiser twice while two components send, and tells who got how much.</summary>
[Component("controller")]
[Uses<ITransmitter>("transmit")]
[Uses<ITransmitter>("shares")]
[Contains<ExchangeControl>("exchange")]
[Contains<Orders>("orders")]
[Contains<Progress>("progress0")]
[Contains<Progress>("progress1")]
internal partial struct Controller
{
    private const ulong FramesToSettle = 2_000;
    private const ulong FramesToCount = 8_000;
    private const ulong Percent = 100;
    private const int Last = 2;

    private static int stage;
    private static bool isCounting;
    private static ulong first0;
    private static ulong first1;

    public static void Init() =>
        Require(
            Shares.SetShare(0, 3, out var isSet) == CallStatus.Answered && isSet
            && Shares.SetShare(1, 1, out isSet) == CallStatus.Answered && isSet
            && Transmit.TakeOver(out var began) == CallStatus.Answered && began);

    public static void Notified(Channel channel)
    {
        var sent0 = Volatile.Read(ref Unsafe.AsRef(in Progress0.Sent));
        var sent1 = Volatile.Read(ref Unsafe.AsRef(in Progress1.Sent));
        var count = sent0 - first0 + (sent1 - first1);
        if (stage > Last || count < (isCounting ? FramesToCount : FramesToSettle))
        {
            return;
        }

        if (isCounting)
        {
            Report((sent0 - first0) * Percent / count);
            stage++;
            GoOn();
        }

        isCounting = !isCounting;
        first0 = sent0;
        first1 = sent1;
    }

    private static void GoOn()
    {
        if (stage > Last)
        {
            Orders.Stop = 1;
            Sender0.Notify();
            Sender1.Notify();
            return;
        }

        bool left;
        bool taken;
        if (stage == 1)
        {
            Require(Transmit.HandOver(out left) == CallStatus.Answered && left);
            Require(Shares.TakeOver(out taken) == CallStatus.Answered && taken);
        }
        else
        {
            Require(Shares.HandOver(out left) == CallStatus.Answered && left);
            Require(Transmit.TakeOver(out taken) == CallStatus.Answered && taken);
        }

        DebugConsole.Write("controller: exchanged, with a pause of "u8);
        DebugConsole.WriteDecimal(Exchange.ResumedTicks - Exchange.LeftTicks);
        DebugConsole.WriteLine(" ticks"u8);
    }

    private static void Report(ulong percent)
    {
        DebugConsole.Write(stage == 1 ? "controller: shares of 3 and 1: "u8 : "controller: round robin: "u8);
        DebugConsole.WriteDecimal(percent);
        DebugConsole.Write(" % and "u8);
        DebugConsole.WriteDecimal(Percent - percent);
        DebugConsole.WriteLine(" %"u8);
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            Failure.Stop("a transmit virtualiser does not do what it is told"u8);
        }
    }
}
