// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Bench.WorstCase;

/// <summary>The root task: has the kernel do one long thing after another, and switches the machine off.</summary>
internal static class Program
{
    [RuntimeExport("caprock_main")]
    private static unsafe void Main(BootInfo* bootInfo)
    {
        IpcBuffer.Initialise(bootInfo->IpcBufferAddress);
        World.Initialise(bootInfo);
        SerialLine.Initialise(World.Slot());
        IntervalTimer.Initialise();
        Crowd.Initialise();
        Room.Initialise(bootInfo);
        Interruptions.Initialise();
        SerialLine.Write("PortCases\r\n"u8);
        PortCases.Run();
        SerialLine.Write("SpaceCases\r\n"u8);
        SpaceCases.Run();
        SerialLine.Write("MessageCases\r\n"u8);
        MessageCases.Run();
        SerialLine.Write("RegisterCases\r\n"u8);
        RegisterCases.Run();
        SerialLine.Write("RetypeCases\r\n"u8);
        RetypeCases.Run();
        SerialLine.Write("RevocationCases\r\n"u8);
        RevocationCases.Run();
        SerialLine.Write("QueueCases\r\n"u8);
        QueueCases.Run();
        SerialLine.Write("TimerCases\r\n"u8);
        TimerCases.Run();
        SerialLine.Write("worst case complete\r\n"u8);
        Power.Off(World.Slot());
    }
}
