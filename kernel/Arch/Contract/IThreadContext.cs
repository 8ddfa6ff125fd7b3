// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Contract;

/// <summary>Where the ABI puts things in a thread's registers. Alias: ThreadContext.</summary>
public unsafe interface IThreadContext
{
    /// <summary>Number of message words that travel in registers.</summary>
    static abstract int MessageRegisterCount { get; }

    /// <summary>Number of registers in seL4_UserContext.</summary>
    static abstract int UserContextLength { get; }

    /// <summary>Message word in a register (index below MessageRegisterCount).</summary>
    static abstract ulong GetMessageRegister(Tcb* thread, int index);

    /// <summary>Sets a message word in a register.</summary>
    static abstract void SetMessageRegister(Tcb* thread, int index, ulong value);

    /// <summary>Capability address of a system call; the badge on return.</summary>
    static abstract ulong GetCapabilityRegister(Tcb* thread);

    /// <summary>Sets the badge returned to the thread.</summary>
    static abstract void SetBadgeRegister(Tcb* thread, ulong badge);

    /// <summary>Message info word given or returned.</summary>
    static abstract ulong GetMessageInfoRegister(Tcb* thread);

    /// <summary>Sets the message info word returned.</summary>
    static abstract void SetMessageInfoRegister(Tcb* thread, ulong info);

    /// <summary>Address of the reply capability given to a receive.</summary>
    static abstract ulong GetReplyRegister(Tcb* thread);

    /// <summary>Address of the destination of NBSendRecv. NBSendWait has its own in the reply register.</summary>
    static abstract ulong GetNonBlockingSendRegister(Tcb* thread);

    /// <summary>Instruction at which the thread faulted or made its system call.</summary>
    static abstract ulong GetFaultIp(Tcb* thread);

    /// <summary>Sets the instruction at which the thread restarts.</summary>
    static abstract void SetFaultIp(Tcb* thread, ulong address);

    /// <summary>Instruction at which the thread goes on when it next runs.</summary>
    static abstract ulong GetNextIp(Tcb* thread);

    /// <summary>Makes the thread go on at an instruction when it next runs.</summary>
    static abstract void SetNextIp(Tcb* thread, ulong address);

    /// <summary>Gives a new thread its first registers (user mode, interrupts on, everything else zero).</summary>
    static abstract void Initialise(Tcb* thread);

    /// <summary>Register of seL4_UserContext by index (rip first: the restart address).</summary>
    static abstract ulong GetUserRegister(Tcb* thread, int index);

    /// <summary>Sets a register of seL4_UserContext; flags and addresses are made harmless first.</summary>
    static abstract void SetUserRegister(Tcb* thread, int index, ulong value);

    /// <summary>First index that TCB_CopyRegisters' and ReadRegisters' "integer" part begins at: frame registers come before.</summary>
    static abstract int FrameRegisterCount { get; }

    /// <summary>Sets the thread-local-storage base.</summary>
    static abstract void SetTlsBase(Tcb* thread, ulong address);

    /// <summary>Called after the registers of a thread other than the running one changed (TCB_WriteRegisters and the like).</summary>
    static abstract void RegistersChanged(Tcb* thread);

    /// <summary>Number of registers in an unknown-system-call fault message; the number of the system call follows them.</summary>
    static abstract int UnknownSyscallMessageLength { get; }

    /// <summary>Word of the unknown-system-call fault message, without the system-call number at its end.</summary>
    static abstract ulong GetUnknownSyscallWord(Tcb* thread, int index);

    /// <summary>Applies a word of the reply to an unknown-system-call fault.</summary>
    static abstract void SetUnknownSyscallWord(Tcb* thread, int index, ulong value);

    /// <summary>Number of words of the user-exception message that are registers.</summary>
    static abstract int UserExceptionRegisterCount { get; }

    /// <summary>Word of the user-exception message (ip, sp, flags).</summary>
    static abstract ulong GetUserExceptionWord(Tcb* thread, int index);

    /// <summary>Applies a word of the reply to a user-exception fault.</summary>
    static abstract void SetUserExceptionWord(Tcb* thread, int index, ulong value);

    /// <summary>Number of words a reply to a timeout fault may carry.</summary>
    static abstract int TimeoutReplyLength { get; }

    /// <summary>Applies a word of the reply to a timeout fault.</summary>
    static abstract void SetTimeoutReplyWord(Tcb* thread, int index, ulong value);

    /// <summary>Saves or drops floating-point and debug state of a thread that is going away.</summary>
    static abstract void Release(Tcb* thread);

    /// <summary>Puts a thread's floating-point state and other extra registers in place when it is switched to. Not for the idle thread.</summary>
    static abstract void SwitchTo(Tcb* thread);

    /// <summary>Reacts to changed TCB flags.</summary>
    static abstract void FlagsChanged(Tcb* thread);
}
