// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.Arm64;

/// <summary>Words of the message about a private interrupt of a virtual processor.</summary>
[CEnum("seL4_VPPIEvent_Msg", Prefix = "seL4_VPPIEvent_")]
public enum VppiEventMessage : ulong
{
    /// <summary>The interrupt.</summary>
    [CName("seL4_VPPIEvent_IRQ")]
    Irq,

    /// <summary>Number of words.</summary>
    Length,
}
