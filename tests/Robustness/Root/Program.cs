// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Tests.Robustness;

/// <summary>The root task of the robustness campaign.</summary>
internal static unsafe class Program
{
    [RuntimeExport("caprock_main")]
    private static void Main(BootInfo* bootInfo)
    {
        IpcBuffer.Initialise(bootInfo->IpcBufferAddress);
        Home.Initialise(bootInfo);
        SerialLine.Initialise(Home.TakeSlot());
        Question.Ask(out var millions, out var seed);
        SerialLine.Write("\r\n"u8);
        Watchers.Start();
        Victims.Start();
        var hasPassed = Campaign.Run(millions * 1_000_000, seed);
        SerialLine.Write(hasPassed ? "robustness passed: "u8 : "robustness FAILED: "u8);
        Campaign.PrintTotals();
        Power.Off(Home.TakeSlot());
    }
}
