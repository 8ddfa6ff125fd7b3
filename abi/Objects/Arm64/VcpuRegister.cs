// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Registers of a virtual processor.</summary>
[CEnum("seL4_VCPUReg", Prefix = "seL4_VCPUReg_")]
public enum VcpuRegister : ulong
{
    [CName("seL4_VCPUReg_SCTLR")]
    Sctlr,

    [CName("seL4_VCPUReg_CPACR")]
    Cpacr,

    /// <summary>First register of the range that is saved and restored.</summary>
    [CName("seL4_VCPURegSaveRange_start")]
    SaveRangeStart,

    [CName("seL4_VCPUReg_TTBR0")]
    Ttbr0 = SaveRangeStart,

    [CName("seL4_VCPUReg_TTBR1")]
    Ttbr1,

    [CName("seL4_VCPUReg_TCR")]
    Tcr,

    [CName("seL4_VCPUReg_MAIR")]
    Mair,

    [CName("seL4_VCPUReg_AMAIR")]
    Amair,

    [CName("seL4_VCPUReg_CIDR")]
    Cidr,

    [CName("seL4_VCPUReg_ACTLR")]
    Actlr,

    [CName("seL4_VCPUReg_AFSR0")]
    Afsr0,

    [CName("seL4_VCPUReg_AFSR1")]
    Afsr1,

    [CName("seL4_VCPUReg_ESR")]
    Esr,

    [CName("seL4_VCPUReg_FAR")]
    Far,

    [CName("seL4_VCPUReg_PAR")]
    Par,

    [CName("seL4_VCPUReg_VBAR")]
    Vbar,

    [CName("seL4_VCPUReg_TPIDR_EL1")]
    TpidrEl1,

    [CName("seL4_VCPUReg_VMPIDR_EL2")]
    VmpidrEl2,

    [CName("seL4_VCPUReg_SP_EL1")]
    SpEl1,

    [CName("seL4_VCPUReg_ELR_EL1")]
    ElrEl1,

    [CName("seL4_VCPUReg_SPSR_EL1")]
    SpsrEl1,

    /// <summary>Last register of the range.</summary>
    [CName("seL4_VCPURegSaveRange_end")]
    SaveRangeEnd = SpsrEl1,

    [CName("seL4_VCPUReg_CNTV_CTL")]
    CntvCtl,

    [CName("seL4_VCPUReg_CNTV_CVAL")]
    CntvCval,

    [CName("seL4_VCPUReg_CNTVOFF")]
    Cntvoff,

    [CName("seL4_VCPUReg_CNTKCTL_EL1")]
    CntkctlEl1,

    /// <summary>Number of registers.</summary>
    [CName("seL4_VCPUReg_Num")]
    Count,
}
