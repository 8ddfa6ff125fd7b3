// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.Arm64;

/// <summary>Words of the message about a fault of a virtual processor.</summary>
[CEnum("seL4_VCPUFault_Msg", Prefix = "seL4_VCPUFault_")]
public enum VcpuFaultMessage : ulong
{
    /// <summary>The hypervisor syndrome.</summary>
    [CName("seL4_VCPUFault_HSR")]
    Syndrome,

    /// <summary>Number of words.</summary>
    Length,
}
