// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Examples.Queue;

/// <summary>Writes the numbers from 1 to 100 into the queue, as far as there is room.</summary>
[Component("producer")]
[Contains<Items>("items")]
[Contains<Progress>("progress")]
internal partial struct Producer
{
    private const ulong Last = 100;

    public static void Init() => Fill();

    public static void Notified(Channel channel) => Fill();

    private static void Fill()
    {
        ref var items = ref Items;
        var written = items.Written;
        var room = Volatile.Read(in Progress.Taken) + Queue.Items.Capacity;
        while (written < Last && written < room)
        {
            items.Slots[(int)(written % Queue.Items.Capacity)] = written + 1;
            written++;
        }

        // The count goes last: who sees it sees the items.
        Volatile.Write(ref items.Written, written);
        Consumer.Notify();
    }
}
