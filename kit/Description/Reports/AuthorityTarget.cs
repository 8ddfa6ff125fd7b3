// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Reports;

/// <summary>What an authority is about.</summary>
public enum AuthorityTarget
{
    /// <summary>Another protection domain.</summary>
    Domain,

    /// <summary>A memory region.</summary>
    Region,

    /// <summary>An interrupt.</summary>
    Interrupt,

    /// <summary>I/O ports.</summary>
    Ports,
}
