// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Kernel.Arch.X64;

/// <summary>A thread's registers as the entry stubs save them and the exit path loads them. Alias: UserContext.</summary>
/// <remarks>Offset 0 of a Tcb, 16-byte aligned. <see cref="ErrorCode"/> to <see cref="StackSelector"/> is the frame the processor
/// pushes on an interrupt (Source: Intel SDM 3A, 6.14.2): RSP0 of the task-state segment points behind it, so that an interrupt
/// in user mode saves straight into the running thread. Asm/Context.inc has the same offsets. The general registers lie in
/// the order of seL4_UserContext.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct X64UserContext
{
    /// <summary>Value of <see cref="EntryKind"/> after a system call: every other is the vector of an interrupt or exception.</summary>
    public const ulong SystemCallEntry = ulong.MaxValue;

    /// <summary>Length of the SYSCALL instruction.</summary>
    public const ulong SystemCallBytes = 2;

    public ulong Rax;
    public ulong Rbx;
    public ulong Rcx;
    public ulong Rdx;
    public ulong Rsi;
    public ulong Rdi;
    public ulong Rbp;
    public ulong R8;
    public ulong R9;
    public ulong R10;
    public ulong R11;
    public ulong R12;
    public ulong R13;
    public ulong R14;
    public ulong R15;

    /// <summary>How the thread entered the kernel; after a system call the exit may use SYSRET, which destroys rcx and r11.</summary>
    public ulong EntryKind;

    /// <summary>Error code of an exception, zero for those without.</summary>
    public ulong ErrorCode;

    /// <summary>Instruction at which the thread goes on.</summary>
    public ulong NextIp;

    /// <summary>Code segment: of user mode, or of the kernel for the idle thread.</summary>
    public ulong CodeSelector;

    /// <summary>Flags.</summary>
    public ulong Rflags;

    /// <summary>Stack pointer.</summary>
    public ulong Rsp;

    /// <summary>Stack segment.</summary>
    public ulong StackSelector;

    /// <summary>Instruction that faulted or was interrupted, which a restart executes. After a system call it follows from NextIp.</summary>
    public ulong FaultIp;

    private readonly ulong reserved;
}
