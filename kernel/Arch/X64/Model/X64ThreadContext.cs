// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Where the x86-64 ABI puts things in a thread's registers. Alias: ThreadContext.</summary>
/// <remarks>Source: libsel4, sel4_arch/x86_64: rdi capability and badge, rsi message info, r10 r8 r9 r15 message words,
/// r12 reply capability, r13 destination of a non-blocking send, rdx system-call number.</remarks>
public unsafe struct X64ThreadContext : IThreadContext
{
    private const int RipIndex = 0;
    private const int RspIndex = 1;
    private const int FlagsIndex = 2;
    private const int FirstGeneralIndex = 3;
    private const int GeneralRegisters = 15;
    private const int FsBaseIndex = 18;

    public static int MessageRegisterCount => 4;

    public static int UserContextLength => 20;

    public static int FrameRegisterCount => 18;

    public static int UnknownSyscallMessageLength => 18;

    public static int UserExceptionRegisterCount => 3;

    public static int TimeoutReplyLength => 19;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong GetMessageRegister(Tcb* thread, int index) => index switch
    {
        0 => thread->Context.R10,
        1 => thread->Context.R8,
        2 => thread->Context.R9,
        _ => thread->Context.R15,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetMessageRegister(Tcb* thread, int index, ulong value)
    {
        switch (index)
        {
            case 0: thread->Context.R10 = value; break;
            case 1: thread->Context.R8 = value; break;
            case 2: thread->Context.R9 = value; break;
            default: thread->Context.R15 = value; break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong GetCapabilityRegister(Tcb* thread) => thread->Context.Rdi;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetBadgeRegister(Tcb* thread, ulong badge) => thread->Context.Rdi = badge;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong GetMessageInfoRegister(Tcb* thread) => thread->Context.Rsi;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetMessageInfoRegister(Tcb* thread, ulong info) => thread->Context.Rsi = info;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong GetReplyRegister(Tcb* thread) => thread->Context.R12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong GetNonBlockingSendRegister(Tcb* thread) => thread->Context.R13;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong GetFaultIp(Tcb* thread) => thread->Context.FaultIp;

    public static void SetFaultIp(Tcb* thread, ulong address) => thread->Context.FaultIp = MakeCanonical(address);

    public static ulong GetNextIp(Tcb* thread) => thread->Context.NextIp;

    public static void SetNextIp(Tcb* thread, ulong address) => thread->Context.NextIp = MakeCanonical(address);

    public static void Initialise(Tcb* thread)
    {
        thread->Context.Rflags = X64Flags.AlwaysSet;
        thread->Context.CodeSelector = X64Selector.UserCode;
        thread->Context.StackSelector = X64Selector.UserData;
        X64Fpu.Initialise(thread);
    }

    public static ulong GetUserRegister(Tcb* thread, int index)
    {
        uint general = (uint)(index - FirstGeneralIndex);
        if (general < GeneralRegisters)
        {
            return ((ulong*)thread)[general];
        }

        return index switch
        {
            RipIndex => thread->Context.FaultIp,
            RspIndex => thread->Context.Rsp,
            FlagsIndex => thread->Context.Rflags,
            _ => X64SegmentBases.Get(thread, index == FsBaseIndex),
        };
    }

    /// <remarks>Afterwards the exit uses IRET, because SYSRET cannot load rcx and r11.</remarks>
    public static void SetUserRegister(Tcb* thread, int index, ulong value)
    {
        thread->Context.EntryKind = 0;
        uint general = (uint)(index - FirstGeneralIndex);
        if (general < GeneralRegisters)
        {
            ((ulong*)thread)[general] = value;
            return;
        }

        switch (index)
        {
            case RipIndex:
                thread->Context.FaultIp = MakeCanonical(value);
                thread->Context.NextIp = MakeCanonical(value);
                break;
            case RspIndex:
                thread->Context.Rsp = value;
                break;
            case FlagsIndex:
                thread->Context.Rflags = X64Flags.Sanitise(value);
                break;
            default:
                X64SegmentBases.Set(thread, index == FsBaseIndex, MakeCanonical(value));
                break;
        }
    }

    public static void SetTlsBase(Tcb* thread, ulong address) => X64SegmentBases.Set(thread, true, MakeCanonical(address));

    public static void RegistersChanged(Tcb* thread)
    {
    }

    public static ulong GetUnknownSyscallWord(Tcb* thread, int index) => GetUserRegister(thread, IndexOfUnknownSyscallWord(index));

    public static void SetUnknownSyscallWord(Tcb* thread, int index, ulong value) =>
        SetUserRegister(thread, IndexOfUnknownSyscallWord(index), value);

    public static ulong GetUserExceptionWord(Tcb* thread, int index) => GetUserRegister(thread, index);

    public static void SetUserExceptionWord(Tcb* thread, int index, ulong value) => SetUserRegister(thread, index, value);

    public static void SetTimeoutReplyWord(Tcb* thread, int index, ulong value) => SetUserRegister(thread, index, value);

    public static void Release(Tcb* thread)
    {
        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        X64Fpu.Release(processor, thread);
        X64SegmentBases.Release(processor, thread);
    }

    public static void SwitchTo(Tcb* thread)
    {
        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        Hardware.SetUserContext(thread);
        bool isIdle = thread->State == ThreadState.Idle;
        if (processor->BaseOwner != thread)
        {
            X64SegmentBases.SwitchTo(processor, isIdle ? null : thread);
        }

        if (!isIdle)
        {
            X64Fpu.SwitchTo(processor, thread);
        }
    }

    public static void FlagsChanged(Tcb* thread)
    {
        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        if (thread == processor->BaseOwner)
        {
            X64Fpu.SwitchTo(processor, thread);
        }
    }

    /// <summary>The general registers come first in that message, then instruction, stack and flags.</summary>
    private static int IndexOfUnknownSyscallWord(int index) =>
        index < GeneralRegisters ? index + FirstGeneralIndex : index - GeneralRegisters;

    /// <summary>Copies bit 47 upwards: IRET and the base registers fault in the kernel on anything else. Source: Intel SDM 1, 3.3.7.1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MakeCanonical(ulong address) => (ulong)((long)(address << 16) >> 16);
}
