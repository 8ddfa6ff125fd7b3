// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Fastpath;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Host;

/// <summary>What the image's system-call stub does once the registers are saved (Asm/Fastpath).</summary>
public static unsafe class HostEntry
{
    /// <summary>Whether short system calls try fast paths, as in the image, or all take the ordinary path.</summary>
    [System.ThreadStatic]
    private static bool isOrdinary;

    /// <summary>Makes the system calls of the calling .NET thread's computers take the ordinary path.</summary>
    public static bool IsOrdinary
    {
        get => isOrdinary;
        set => isOrdinary = value;
    }

    /// <summary>Whether the build has fast paths.</summary>
    public static bool HasFastpath => true;

    /// <summary>How many system calls of the calling .NET thread a fast path has served.</summary>
    [field: System.ThreadStatic]
    public static long FastCount { get; private set; }

    /// <summary>Serves a system call of the current thread.</summary>
    public static void SystemCall(long number)
    {
        X64UserContext* context = &HostMachine.State->CurrentThread->Context;
        if (isOrdinary)
        {
            _ = SystemCalls.HandleOrdinary(context->Rdi, context->Rsi, number, HostMachine.ReadTicks()); // Ignored: the current thread.
        }
        else if (TryFastpath(number))
        {
            FastCount++;
        }
        else
        {
            _ = SystemCalls.Handle(context->Rdi, context->Rsi, number, HostMachine.ReadTicks()); // Ignored: the current thread.
        }
    }

    private static bool TryFastpath(long number)
    {
        Tcb* thread = HostMachine.State->CurrentThread;
        ulong capability = thread->Context.Rdi;
        ulong info = thread->Context.Rsi;
        return number switch
        {
            (long)Abi.SystemCall.Call => X64DirectSwitch.Complete(FastCall.Try(capability, info)) != null,
            (long)Abi.SystemCall.ReplyRecv => X64DirectSwitch.Complete(FastReplyReceive.Try(capability, info)) != null,
            (long)Abi.SystemCall.NBSendRecv => X64DirectSwitch.Complete(FastSignalReceive.Try(capability, info)) != null,
            (long)Abi.SystemCall.Send => FastSend.Perform(capability, info, number, HostMachine.ReadTicks()) != null,
            _ => false,
        };
    }
}
