// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>System calls, by the number given in the system-call register.</summary>
/// <remarks>On x86-64 the instruction is SYSCALL. rdx: number; rdi: capability, the badge on return; rsi: message info;
/// r10, r8, r9, r15: first four message words; r12: reply object, for NBSendWait what it sends to; r13: what NBSendRecv sends to.
/// rcx and r11 are lost to the instruction; the stubs keep rsp in rbx, which the kernel preserves like every other register.</remarks>
[CEnum("seL4_Syscall_ID", Prefix = "seL4_Sys")]
public enum SystemCall : long
{
    /// <summary>Sends a message through a capability and waits for the reply. Invocations of kernel objects are made with it.</summary>
    Call = -1,

    /// <summary>Replies to the caller that a reply object names, then waits on an endpoint or notification.</summary>
    ReplyRecv = -2,

    /// <summary>Sends if somebody waits for the message, then receives as Recv does. The capability to send to has a register of
    /// its own.</summary>
    NBSendRecv = -3,

    /// <summary>Sends if somebody waits for the message, then waits as Wait does. The capability to send to is in the place of the
    /// reply object.</summary>
    NBSendWait = -4,

    /// <summary>Sends a message and blocks until it is received; signals a notification.</summary>
    Send = -5,

    /// <summary>Sends a message if somebody waits for it and drops it otherwise; says nothing about which.</summary>
    NBSend = -6,

    /// <summary>Waits for a message or signal; the reply object given will name a caller.</summary>
    Recv = -7,

    /// <summary>Takes a message or signal if there is one; a badge of zero says there was none.</summary>
    NBRecv = -8,

    /// <summary>Waits for a message or signal without a reply object: calls cannot be answered.</summary>
    Wait = -9,

    /// <summary>Takes a message or signal without a reply object if there is one.</summary>
    NBWait = -10,

    /// <summary>Gives up the rest of the current budget; the thread runs again with its next refill.</summary>
    Yield = -11,

    /// <summary>Writes the character in the capability register to the debug console.</summary>
    [Only(Feature.DebugSystemCalls)]
    DebugPutChar = -12,

    /// <summary>Prints the threads and what they do.</summary>
    [Only(Feature.DebugSystemCalls)]
    DebugDumpScheduler = -13,

    /// <summary>Stops the machine.</summary>
    [Only(Feature.DebugSystemCalls)]
    DebugHalt = -14,

    /// <summary>Returns the type tag of the capability in the capability register, zero for an empty slot.</summary>
    [Only(Feature.DebugSystemCalls)]
    DebugCapIdentify = -15,

    /// <summary>Checks the kernel's invariants from the root CNode of the calling thread and prints the broken ones and a count.</summary>
    [Only(Feature.DebugSystemCalls)]
    DebugSnapshot = -16,

    /// <summary>Names the thread in the capability register; the name is a zero-terminated string in the IPC buffer.</summary>
    [Only(Feature.DebugSystemCalls)]
    DebugNameThread = -17,

    /// <summary>Writes a model-specific register: its number in the capability register, the value in the first message word.</summary>
    [Only(Feature.DangerousMsrSystemCalls)]
    [CName("seL4_SysX86DangerousWRMSR")]
    DangerousWriteMsr = -30,

    /// <summary>Reads the model-specific register whose number is in the capability register into the first message word.</summary>
    [Only(Feature.DangerousMsrSystemCalls)]
    [CName("seL4_SysX86DangerousRDMSR")]
    DangerousReadMsr = -31,

    /// <summary>Sets the caller's thread-local-storage base to the address in the capability register.</summary>
    [Only(Feature.SetTlsBaseOfSelf)]
    [CName("seL4_SysSetTLSBase")]
    SetTlsBase = -33,
}
