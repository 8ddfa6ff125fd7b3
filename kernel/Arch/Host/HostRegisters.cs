// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Host;

/// <summary>Processor registers that stay loaded while the kernel runs.</summary>
public sealed unsafe class HostRegisters
{
    /// <summary>Thread whose context an entry would save into.</summary>
    public Tcb* UserContext { get; set; }

    /// <summary>Base of FS.</summary>
    public ulong FsBase { get; set; }

    /// <summary>Base of GS as user level sees it.</summary>
    public ulong UserGsBase { get; set; }

    /// <summary>Stands for the floating-point and vector registers.</summary>
    public ulong FloatingPoint { get; set; }

    /// <summary>CR0.TS: floating-point instructions fault.</summary>
    public bool IsTaskSwitched { get; set; }

    /// <summary>Page-fault address.</summary>
    public ulong Cr2 { get; set; }
}
