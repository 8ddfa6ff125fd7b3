// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.Tests.Conformance.Cases;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance;

/// <summary>The root task of the conformance tests: runs every case, reports each on a line, switches the machine off.</summary>
/// <remarks>DebugHalt ends the machine, so it is the end of a run before which somebody typed an h.</remarks>
internal static class Program
{
    [RuntimeExport("caprock_main")]
    private static unsafe void Main(BootInfo* bootInfo)
    {
        IpcBuffer.Initialise(bootInfo->IpcBufferAddress);
        Root.Initialise(bootInfo);
        AllCases.Register();
        Coverage.Count(SystemCall.DebugHalt);
        Supervisor.RunAll();
        Report.Summary();
        if (SerialLine.TryRead(out var character) && character == (byte)'h')
        {
            var message = new Exchange(0);
            message.Execute(SystemCall.DebugHalt, 0);
            SerialLine.Write("not halted\r\n"u8);
        }

        Power.Off(Root.TakeSlot());
    }
}
