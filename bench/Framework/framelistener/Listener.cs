// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.User;

namespace Caprock.Bench.Framework;

/// <summary>Writes down when its handler was reached.</summary>
internal struct Listener : IComponent
{
    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start) => EventLoop.Run<Listener>(start);

    public static void Notified(Channel channel)
    {
        var now = Kernel.ReadTicks();
        Configuration.Region(0).At<ulong>(0) = now;
    }
}
