// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Bench.Kernel;

/// <summary>The root task: measures one operation after another, prints a line for each, and switches the machine off.</summary>
internal static class Program
{
    [RuntimeExport("caprock_main")]
    private static unsafe void Main(BootInfo* bootInfo)
    {
        IpcBuffer.Initialise(bootInfo->IpcBufferAddress);
        World.Initialise(bootInfo);
        SerialLine.Initialise(World.Slot());
        Samples.Calibrate();
        IpcFigures.Measure();
        SignalFigures.Measure();
        SchedulingFigures.Measure();
        IntervalTimer.Initialise();
        InterruptFigures.Measure();
        FaultFigures.Measure();
        MemoryFigures.Measure(bootInfo);
        CapabilityFigures.Measure();
        LatencyFigures.Measure(bootInfo);
        QueueGrowth.Measure();
        CapabilityGrowth.Measure();
        SerialLine.Write("bench complete\r\n"u8);
        Power.Off(World.Slot());
    }
}
