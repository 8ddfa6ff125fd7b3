// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Bench.Kernel;

/// <summary>An exception to its handler in the other address space, and the handler's reply back to the thread.</summary>
internal static class FaultFigures
{
    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        var endpoint = World.Create(ObjectType.Endpoint);
        var handler = World.Start(true, World.Priority + 1, Measuring.Handler, endpoint, World.Create(ObjectType.Reply));
        SetHandler(new Endpoint(endpoint));
        Samples there = default;
        Samples back = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            back.Add(Measuring.Fault());
            there.Add(Measuring.Result);
        }

        World.SetFpu(true);
        there.Report("fault-to-handler"u8);
        back.Report("fault-reply-to-thread"u8);
        SetHandler(default);
        handler.Stop();
    }

    private static void SetHandler(Endpoint endpoint) => Require.Success(World.Self.SetSchedParams(
        World.Self, byte.MaxValue, World.Priority, new SchedContext((ulong)RootSlot.InitThreadSchedContext), endpoint));
}
