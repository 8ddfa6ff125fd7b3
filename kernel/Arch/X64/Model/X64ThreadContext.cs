// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Where the x86-64 ABI puts things in a thread's registers. Alias: ThreadContext.</summary>
/// <remarks>Source: libsel4, sel4_arch/x86_64: rdi capability and badge, rsi message info, r10 r8 r9 r15 message words,
/// r12 reply capability, r13 destination of NBSendRecv, rdx system-call number.</remarks>
public unsafe partial struct X64ThreadContext : IThreadContext
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
    public static ulong GetFaultIp(Tcb* thread) => thread->Context.EntryKind == X64UserContext.SystemCallEntry
        ? thread->Context.NextIp - X64UserContext.SystemCallBytes
        : thread->Context.FaultIp;

    public static void SetFaultIp(Tcb* thread, ulong address)
    {
        LeaveSystemCall(thread);
        thread->Context.FaultIp = MakeCanonical(address);
    }

    public static ulong GetNextIp(Tcb* thread) => thread->Context.NextIp;

    public static void SetNextIp(Tcb* thread, ulong address)
    {
        LeaveSystemCall(thread);
        thread->Context.NextIp = MakeCanonical(address);
    }

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
            RipIndex => GetFaultIp(thread),
            RspIndex => thread->Context.Rsp,
            FlagsIndex => GetFlags(thread),
            _ => X64SegmentBases.Get(thread, index == FsBaseIndex),
        };
    }

    /// <remarks>Afterwards the exit uses IRET, because SYSRET cannot load rcx and r11.</remarks>
    public static void SetUserRegister(Tcb* thread, int index, ulong value)
    {
        LeaveSystemCall(thread);
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
                SetFlags(thread, X64Flags.Sanitise(value));
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SwitchTo(Tcb* thread)
    {
        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        X64SegmentBases.SwitchTo(processor, thread);
        X64Fpu.SwitchTo(processor, thread);
        SwitchDebug(processor, thread);
    }

    public static void FlagsChanged(Tcb* thread)
    {
        if (thread == Machine.State->CurrentThread)
        {
            X64Fpu.SwitchTo(&Machine.State->Arch.Processor, thread);
        }
    }

    /// <summary>Puts a thread's breakpoints in force; profiles without have no body for it.</summary>
    static partial void SwitchDebug(X64ProcessorState* processor, Tcb* thread);

    /// <summary>Takes out the flag by which the kernel single-steps the thread; profiles without have no body for it.</summary>
    static partial void HideStepFlag(Tcb* thread, ref ulong flags);

    /// <summary>Adds the flag by which the kernel single-steps the thread; profiles without have no body for it.</summary>
    static partial void AddStepFlag(Tcb* thread, ref ulong flags);

    private static ulong GetFlags(Tcb* thread)
    {
        ulong flags = thread->Context.Rflags;
        HideStepFlag(thread, ref flags);
        return flags;
    }

    private static void SetFlags(Tcb* thread, ulong flags)
    {
        AddStepFlag(thread, ref flags);
        thread->Context.Rflags = flags;
    }

    /// <summary>The general registers come first in that message, then instruction, stack and flags.</summary>
    private static int IndexOfUnknownSyscallWord(int index) =>
        index < GeneralRegisters ? index + FirstGeneralIndex : index - GeneralRegisters;

    /// <summary>Copies bit 47 upwards: IRET and the base registers fault in the kernel on anything else.</summary>
    /// <remarks>Source: Intel SDM 1, 3.3.7.1.</remarks>
    /// <summary>Makes the exit load all registers, as after an interrupt, and the address of the system call a field of its own.</summary>
    private static void LeaveSystemCall(Tcb* thread)
    {
        if (thread->Context.EntryKind == X64UserContext.SystemCallEntry)
        {
            thread->Context.FaultIp = GetFaultIp(thread);
            thread->Context.EntryKind = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MakeCanonical(ulong address) => (ulong)((long)(address << 16) >> 16);
}
