// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Diagnostics;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>What debug kernels say about faults; release kernels are built without this file.</summary>
public static unsafe partial class Faults
{
    static partial void ReportUnhandled(Tcb* thread, FaultType type)
    {
        DebugConsole.Write("caprock: thread "u8);
        DebugConsole.WriteZeroTerminated((byte*)&thread->Name);
        DebugConsole.Write(" at "u8);
        DebugConsole.WriteHexadecimal((ulong)thread);
        DebugConsole.Write(" has no fault handler and stops: fault "u8);
        DebugConsole.WriteHexadecimal((ulong)type);
        DebugConsole.Write(", data "u8);
        DebugConsole.WriteHexadecimal(thread->Fault.Data0);
        DebugConsole.Write(" "u8);
        DebugConsole.WriteHexadecimal(thread->Fault.Data1);
        DebugConsole.Write(", instruction at "u8);
        DebugConsole.WriteHexadecimal(ThreadContext.GetFaultIp(thread));
        DebugConsole.WriteLine(""u8);
    }
}
