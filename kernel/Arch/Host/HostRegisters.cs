// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Generic;

namespace Caprock.Kernel.Arch.Host;

/// <summary>Processor registers that stay loaded while the kernel runs.</summary>
public sealed class HostRegisters
{
    /// <summary>Base of FS.</summary>
    public ulong FsBase { get; set; }

    /// <summary>Base of GS.</summary>
    public ulong GsBase { get; set; }

    /// <summary>Stands for the floating-point and vector registers.</summary>
    public ulong FloatingPoint { get; set; }

    /// <summary>CR0.TS: floating-point instructions fault.</summary>
    public bool IsTaskSwitched { get; set; }

    /// <summary>Model-specific registers that exist for system calls, and their values.</summary>
    public Dictionary<uint, ulong> ModelSpecific { get; } = [];

    /// <summary>DR0 to DR3.</summary>
    public ulong[] BreakpointAddresses { get; } = new ulong[4];

    /// <summary>DR7.</summary>
    public ulong BreakpointControl { get; set; }

    /// <summary>DR6.</summary>
    public ulong DebugStatus { get; set; }

    /// <summary>Page-fault address.</summary>
    public ulong Cr2 { get; set; }
}
