// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>What an interrupt is used for.</summary>
public enum InterruptUse : byte
{
    /// <summary>Nothing: it is masked, and a handler may be issued for it.</summary>
    Inactive = 0,

    /// <summary>A handler capability exists; the interrupt signals its notification.</summary>
    Handler = 1,

    /// <summary>The kernel's timer.</summary>
    Timer = 2,

    /// <summary>Something else of the kernel's own.</summary>
    Reserved = 3,
}
