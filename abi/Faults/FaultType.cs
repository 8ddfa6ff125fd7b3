// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults;

/// <summary>Why a thread stopped: the label of the message to its fault handler.</summary>
[CEnum("seL4_Fault_tag", Prefix = "seL4_Fault_", IsWidened = false)]
public enum FaultType : ulong
{
    /// <summary>It did not.</summary>
    NullFault = 0,

    /// <summary>A capability needed for a system call is not there.</summary>
    [CName("seL4_Fault_CapFault")]
    [CName("seL4_CapFault")]
    CapFault = 1,

    /// <summary>A system call that does not exist.</summary>
    UnknownSyscall = 2,

    /// <summary>An exception other than a page fault.</summary>
    UserException = 3,

    /// <summary>A breakpoint or single step.</summary>
    [Only(Feature.HardwareDebug)]
    DebugException = 4,

    /// <summary>The scheduling context has no budget left.</summary>
    Timeout = 5,

    /// <summary>An access to memory that is not mapped, or not for this.</summary>
    [CName("seL4_Fault_VMFault")]
    VmFault = 6,
}
