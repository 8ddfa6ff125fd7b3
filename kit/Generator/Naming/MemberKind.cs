// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Naming;

/// <summary>What a generated member is.</summary>
internal enum MemberKind
{
    /// <summary>A channel.</summary>
    Channel,

    /// <summary>A memory region.</summary>
    Region,

    /// <summary>An interrupt.</summary>
    Interrupt,

    /// <summary>A range of I/O ports.</summary>
    Ports,

    /// <summary>A child.</summary>
    Child,
}
