// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.Arm64;

/// <summary>Words of the message about the maintenance interrupt of a virtual interrupt controller.</summary>
[CEnum("seL4_VGICMaintenance_Msg", Prefix = "seL4_VGICMaintenance_")]
public enum VgicMaintenanceMessage : ulong
{
    /// <summary>List register, or all ones.</summary>
    [CName("seL4_VGICMaintenance_IDX")]
    Index,

    /// <summary>Number of words.</summary>
    Length,
}
