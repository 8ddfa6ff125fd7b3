// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Diagnostics;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>System calls of debug kernels; release kernels are built without this file.</summary>
public static unsafe partial class SystemCalls
{
    private const ulong OtherKinds = 0x100;

    static partial void HandleDebug(Tcb* thread, long number, ref bool isHandled)
    {
        isHandled = true;
        ulong argument = ThreadContext.GetCapabilityRegister(thread);
        switch ((SystemCall)number)
        {
            case SystemCall.DebugPutChar:
                Machine.PutCharacter((byte)argument);
                break;
            case SystemCall.DebugDumpScheduler:
                SchedulerDump.Print();
                break;
            case SystemCall.DebugHalt:
                DebugConsole.WriteLine("caprock: halted by a debug system call"u8);
                Machine.Halt();
                break;
            case SystemCall.DebugCapIdentify:
                ThreadContext.SetBadgeRegister(thread, NumberOf(Identify(thread, argument).Type));
                break;
            case SystemCall.DebugSnapshot:
                KernelInvariants.Print();
                break;
            case SystemCall.DebugNameThread:
                Name(thread, Identify(thread, argument));
                break;
            default:
                isHandled = false;
                break;
        }
    }

    /// <summary>Number of a kind of capability as user-level libraries know it: zero for none, and those they test for.</summary>
    /// <remarks>Source: libsel4debug, debug.h (endpoint 4, notification 6). The others only have to be different from those.</remarks>
    private static ulong NumberOf(CapabilityType type) => type switch
    {
        CapabilityType.Null => 0,
        CapabilityType.Endpoint => 4,
        CapabilityType.Notification => 6,
        _ => OtherKinds + (ulong)type,
    };

    private static Capability Identify(Tcb* thread, ulong address)
    {
        LookupFailure failure;
        return CSpace.LookupSlot(Slot.Load(&thread->CSpaceRoot), address, out Slot* slot, &failure) == Error.NoError
            ? Slot.Load(slot)
            : Capability.Null;
    }

    private static void Name(Tcb* thread, Capability capability)
    {
        ulong* buffer = AddressSpaces.LookupIpcBuffer(thread, false);
        if (buffer == null || !capability.TryAsThread(out ThreadCapability target))
        {
            return;
        }

        var from = (byte*)(buffer + IpcBufferLayout.MessageWord);
        var to = (byte*)&target.Object->Name;
        bool hasEnded = false;
        for (int i = 0; i < ThreadName.Bytes; i++)
        {
            hasEnded |= from[i] == 0 || i == ThreadName.Bytes - 1;
            to[i] = hasEnded ? (byte)0 : from[i];
        }
    }
}
