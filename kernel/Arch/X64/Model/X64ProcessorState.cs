// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Whose registers the processor holds beyond those of the user context.</summary>
public unsafe struct X64ProcessorState
{
    /// <summary>Thread whose segment bases are loaded, null when none's are. The idle thread leaves them alone.</summary>
    public Tcb* BaseOwner;

    /// <summary>Thread whose floating-point state is in the registers, null when what they hold is nobody's.</summary>
    public Tcb* FpuOwner;

    /// <summary>Whether floating-point instructions work now (CR0.TS clear).</summary>
    public bool IsFpuEnabled;

    /// <summary>Whether breakpoints are on; always false in profiles without.</summary>
    public bool HasBreakpoints;

    /// <summary>Whether user level may change its segment bases itself (CR4.FSGSBASE), so that they must be read back.</summary>
    public bool HasFsGsBase;
}
