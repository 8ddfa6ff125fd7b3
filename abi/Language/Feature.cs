// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Language;

/// <summary>What a kernel build may have or lack, as far as its interface shows it.</summary>
public enum Feature
{
    /// <summary>I/O page tables and I/O spaces exist as objects.</summary>
    IoMmu,

    /// <summary>Floating-point state is kept with XSAVE and needs 832 bytes, which makes a thread control block larger.</summary>
    XSave,

    /// <summary>User level may execute RDFSBASE, WRFSBASE and their GS forms.</summary>
    FsGsBaseInstructions,

    /// <summary>A thread may set its own thread-local-storage base by a system call.</summary>
    SetTlsBaseOfSelf,

    /// <summary>System calls that read and write any model-specific register.</summary>
    DangerousMsrSystemCalls,

    /// <summary>Hardware breakpoints and single stepping.</summary>
    HardwareDebug,

    /// <summary>User level may read the performance counters.</summary>
    PerformanceCountersForUser,

    /// <summary>System calls of debug builds; decided by the build configuration and not by the profile.</summary>
    DebugSystemCalls,
}
