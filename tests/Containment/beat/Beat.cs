// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.User;

namespace Caprock.Tests.Containment;

/// <summary>Counts once in each of its periods, sees that its memory is as it left it, and notifies its peer if it has one.</summary>
[Component]
internal partial struct Beat
{
    public static void Init()
    {
        var words = Configuration.Region(0).AsSpan<ulong>();
        var first = (int)(Pattern.BeatHeaderBytes / sizeof(ulong));
        for (var i = first; i < words.Length; i++)
        {
            words[i] = Pattern.Word((ulong)i);
        }

        while (true)
        {
            for (var i = first; i < words.Length; i++)
            {
                words[1] += Volatile.Read(ref words[i]) == Pattern.Word((ulong)i) ? 0u : 1;
            }

            Volatile.Write(ref words[0], words[0] + 1);
            if (Configuration.ChannelCount != 0)
            {
                Configuration.Channel(0).Notify();
            }

            Kernel.Yield();
        }
    }
}
