// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Kit.Components;
using Caprock.User;

namespace Caprock.Tests.Kit;

/// <summary>Stops in the way its caller asks for, and tells whether everything is as it was at first. One with a memory region stops before
/// anybody can call it.</summary>
internal struct Victim : IComponent
{
    private const int Fine = 7;

    private static int counter = Fine;
    private static ulong untouched;

    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start) => EventLoop.Run<Victim>(start);

    public static void Init()
    {
        ref var inArena = ref Arena.New<ulong>();
        DebugConsole.WriteLine(
            counter == Fine && untouched == 0 && inArena == 0 ? "victim: pristine"u8 : "victim: remembers an earlier life"u8);
        counter++;
        untouched = 1;
        inArena = 1;
        if (Configuration.RegionCount != 0 && Configuration.Generation == 0)
        {
            Failure.Stop("a false start"u8);
        }
    }

    public static void Protected(Channel caller, ref Message message)
    {
        if (message.Label != 1)
        {
            // Arrives together with the news of the restart.
            caller.Notify();
        }

        switch (message.Label)
        {
            case 1:
                message.Set(0, 2);
                message.Word0++;
                message.Word1 = Configuration.Generation;
                break;
            case 2:
                Write((ulong)message.Length);
                break;
            case 3:
                message.Word0 = (ulong)Configuration.Name[(int)message.Word0];
                break;
            case 4:
                message.Word0 = Recurse(message.Word0);
                break;
            case 6:
                Spin();
                break;
            default:
                Failure.Stop("asked to give up"u8);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void Write(ulong address) => *(ulong*)address = 1;

    private static void Spin()
    {
        while (true)
        {
            Volatile.Write(ref untouched, untouched + 1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Recurse(ulong depth) => depth == 0 ? 0 : Recurse(depth - 1) + depth;
}
