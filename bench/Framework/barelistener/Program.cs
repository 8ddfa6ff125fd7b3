// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Bench.Framework;

/// <summary>The listener without the framework: a loop around the system call.</summary>
internal static class Program
{
    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start)
    {
        Configuration.Initialise(start);
        while (true)
        {
            Kernel.Wait(MicrokitSlots.Input);
            var now = Kernel.ReadTicks();
            Configuration.Region(0).At<ulong>(0) = now;
        }
    }
}
