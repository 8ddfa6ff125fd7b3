// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Description.Format;
using Caprock.Kit.Queues;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>What went through queues that others share, as their indices tell. This shell can only read them.</summary>
internal static unsafe class QueueList
{
    /// <summary>Bytes of an element: a buffer of the network, a request of the block class.</summary>
    private const int ElementBytes = 16;

    private const int PassedEnd = 30;
    private const int WaitingEnd = 40;
    private const int BackEnd = 55;
    private const int WaitingBackEnd = 65;
    private const int CapacityEnd = 76;

    /// <summary>Writes it.</summary>
    public static void Write()
    {
        if (Configuration.RegionCount <= Shell.FirstWatched)
        {
            Terminal.WriteLine("the description lets this shell look at no queues"u8);
            return;
        }

        Terminal.WriteLine("queues                    there   waiting           back   waiting   capacity"u8);
        for (var i = Shell.FirstWatched; i < Configuration.RegionCount; i++)
        {
            WriteOne(Configuration.Region(i));
        }
    }

    private static void WriteOne(Region region)
    {
        var half = region.Length / 2;
        var capacity = QueueLayout.Capacity(half, ElementBytes);
        var text = new TextBuilder(Row.Buffer);
        text.Append(region.Name);
        Row.Right(ref text, Load(region, QueueLayout.Tail), PassedEnd);
        Row.Right(ref text, Waiting(region, 0, capacity), WaitingEnd);
        Row.Right(ref text, Load(region, half + QueueLayout.Tail), BackEnd);
        Row.Right(ref text, Waiting(region, half, capacity), WaitingBackEnd);
        Row.Right(ref text, capacity, CapacityEnd);
        Terminal.WriteLine(text.Written);
    }

    private static uint Waiting(Region region, ulong offset, uint capacity) =>
        Math.Min(Load(region, offset + QueueLayout.Tail) - Load(region, offset + QueueLayout.Head), capacity);

    private static uint Load(Region region, ulong offset) => Volatile.Read(ref region.At<uint>(offset));
}
