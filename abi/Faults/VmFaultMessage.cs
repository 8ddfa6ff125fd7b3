// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults;

/// <summary>Words of the message about an access to memory.</summary>
[CEnum("seL4_VMFault_Msg", Prefix = "seL4_VMFault_")]
public enum VmFaultMessage : ulong
{
    /// <summary>Instruction that made the access.</summary>
    [CName("seL4_VMFault_IP")]
    Ip,

    /// <summary>Address accessed.</summary>
    [CName("seL4_VMFault_Addr")]
    Address,

    /// <summary>1 when an instruction was fetched, 0 for data.</summary>
    PrefetchFault,

    /// <summary>The processor's description of the fault: the error code on x86 (Source: Intel SDM 3A, 4.7).</summary>
    [CName("seL4_VMFault_FSR")]
    Status,

    /// <summary>Number of words.</summary>
    Length,
}
