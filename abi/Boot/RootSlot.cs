// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot;

/// <summary>Slots of the initial thread's root CNode with a fixed content. Those of things a machine lacks are empty.</summary>
[CEnum("seL4_RootCNodeCapSlots", Prefix = "seL4_Cap", IsWidened = false)]
public enum RootSlot : ulong
{
    /// <summary>Always empty.</summary>
    Null = 0,

    /// <summary>The initial thread.</summary>
    [CName("seL4_CapInitThreadTCB")]
    InitThreadTcb = 1,

    /// <summary>Its root CNode.</summary>
    InitThreadCNode = 2,

    /// <summary>Its address space.</summary>
    [CName("seL4_CapInitThreadVSpace")]
    [CName("seL4_CapInitThreadPD")]
    InitThreadVSpace = 3,

    /// <summary>Authority over interrupts.</summary>
    [CName("seL4_CapIRQControl")]
    IrqControl = 4,

    /// <summary>Authority over address-space identifiers.</summary>
    [CName("seL4_CapASIDControl")]
    AsidControl = 5,

    /// <summary>The pool the initial thread's address space is in.</summary>
    [CName("seL4_CapInitThreadASIDPool")]
    InitThreadAsidPool = 6,

    /// <summary>Authority over I/O ports.</summary>
    [CName("seL4_CapIOPortControl")]
    IoPortControl = 7,

    /// <summary>Source of device address spaces.</summary>
    [CName("seL4_CapIOSpace")]
    IoSpace = 8,

    /// <summary>Frame of the boot information.</summary>
    BootInfoFrame = 9,

    /// <summary>Frame of the initial thread's IPC buffer.</summary>
    [CName("seL4_CapInitThreadIPCBuffer")]
    InitThreadIpcBuffer = 10,

    /// <summary>Authority over domains.</summary>
    Domain = 11,

    /// <summary>Authority over stream identifiers of an Arm SMMU.</summary>
    [CName("seL4_CapSMMUSIDControl")]
    SmmuSidControl = 12,

    /// <summary>Authority over context banks of an Arm SMMU.</summary>
    [CName("seL4_CapSMMUCBControl")]
    SmmuCbControl = 13,

    /// <summary>The initial thread's scheduling context.</summary>
    [CName("seL4_CapInitThreadSC")]
    InitThreadSchedContext = 14,

    /// <summary>Authority to call an Arm secure monitor.</summary>
    [CName("seL4_CapSMC")]
    SecureMonitor = 15,

    /// <summary>Number of these slots.</summary>
    [CName("seL4_NumInitialCaps")]
    Count = 16,
}
