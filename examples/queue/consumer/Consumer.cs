// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Examples.Queue;

/// <summary>Takes numbers out of the queue and adds them up.</summary>
[Component("consumer")]
[Contains<Items>("items")]
[Contains<Progress>("progress")]
internal partial struct Consumer
{
    private const ulong Last = 100;

    private static ulong sum;

    public static void Notified(Channel channel)
    {
        var taken = Progress.Taken;
        var written = Volatile.Read(in Items.Written);
        if (taken == written)
        {
            return;
        }

        for (; taken < written; taken++)
        {
            sum += Items.Slots[(int)(taken % Queue.Items.Capacity)];
        }

        Volatile.Write(ref Progress.Taken, taken);
        DebugConsole.Write("consumer: "u8);
        DebugConsole.WriteDecimal(taken);
        DebugConsole.Write(" numbers, sum "u8);
        DebugConsole.WriteDecimal(sum);
        DebugConsole.Write("\n"u8);
        if (taken == Last)
        {
            DebugConsole.WriteLine("consumer: done"u8);
            return;
        }

        Producer.Notify();
    }
}
