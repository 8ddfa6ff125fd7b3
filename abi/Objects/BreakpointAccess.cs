// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>Accesses that a data breakpoint stops.</summary>
[Only(Feature.HardwareDebug)]
[CEnum("seL4_BreakpointAccess", Prefix = "seL4_BreakOn", Count = "seL4_MaxBreakpointAccess")]
public enum BreakpointAccess : ulong
{
    /// <summary>Reading.</summary>
    Read,

    /// <summary>Writing.</summary>
    Write,

    /// <summary>Both.</summary>
    ReadWrite,
}
