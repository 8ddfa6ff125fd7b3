// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Components;

/// <summary>The monitor's lines, as their reader takes them. Lines that were written over before that are lost.</summary>
internal static unsafe class MonitorLog
{
    private static MonitorLine line;
    private static ulong taken;

    /// <summary>Gives a component every line it has not had.</summary>
    public static void Deliver<T>()
        where T : IComponent
    {
        var header = (MonitorLogHeader*)Configuration.Header->LogAddress;
        var ring = new ReadOnlySpan<byte>(header + 1, (int)SpaceLayout.LogBytes - sizeof(MonitorLogHeader));
        var written = Volatile.Read(ref header->Written);
        taken = Math.Max(taken, written - Math.Min(written, (ulong)ring.Length));
        Span<byte> text = line;
        var length = 0;
        for (; taken < written; taken++)
        {
            var character = ring[(int)(taken % (ulong)ring.Length)];
            if (character == (byte)'\n')
            {
                T.MonitorWrote(text[..length]);
                length = 0;
            }
            else if (length < text.Length)
            {
                text[length++] = character;
            }
        }
    }
}
