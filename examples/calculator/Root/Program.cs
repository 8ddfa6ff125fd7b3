// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Examples.Calculator;

/// <summary>The root task: builds the three components, then hears of their faults.</summary>
internal static class Program
{
    [RuntimeExport("caprock_main")]
    private static unsafe void Main(BootInfo* bootInfo)
    {
        IpcBuffer.Initialise(bootInfo->IpcBufferAddress);
        if (!CalculatorSystem.FitsIn(bootInfo))
        {
            LastWords.Say(bootInfo, "calculator: too little memory, it needs four times 1 MiB in one piece each\r\n"u8);
        }

        var system = new CalculatorSystem(bootInfo);
        system.StartAll();
        Supervisor.Run(ref system);
    }
}
