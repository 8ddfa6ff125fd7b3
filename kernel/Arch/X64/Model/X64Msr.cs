// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>Numbers of model-specific registers. Source: Intel SDM 4, table 2-2.</summary>
public static class X64Msr
{
    /// <summary>Whether the local APIC is on, and where.</summary>
    public const uint ApicBase = 0x1b;

    /// <summary>Moment of the next timer interrupt, in time-stamp-counter ticks.</summary>
    public const uint TscDeadline = 0x6e0;

    /// <summary>Memory types that page-table entries choose from.</summary>
    public const uint PageAttributeTable = 0x277;

    /// <summary>SYSCALL, long mode and no-execute.</summary>
    public const uint ExtendedFeatures = 0xc000_0080;

    /// <summary>Selectors of SYSCALL and SYSRET.</summary>
    public const uint SyscallSelectors = 0xc000_0081;

    /// <summary>Where SYSCALL goes.</summary>
    public const uint SyscallTarget = 0xc000_0082;

    /// <summary>Flags that SYSCALL clears.</summary>
    public const uint SyscallFlagMask = 0xc000_0084;

    /// <summary>Base of FS.</summary>
    public const uint FsBase = 0xc000_0100;

    /// <summary>Base of GS.</summary>
    public const uint GsBase = 0xc000_0101;
}
