// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Source;

/// <summary>Where an element belongs.</summary>
internal enum CSharpPlace
{
    /// <summary>In the system.</summary>
    System,

    /// <summary>In the system or a parent.</summary>
    ProtectionDomains,

    /// <summary>In the protection domain 'pd'.</summary>
    ProtectionDomain,

    /// <summary>In the capability space of 'pd'.</summary>
    CSpace,

    /// <summary>In the system, as an element with two ends.</summary>
    Channels,

    /// <summary>In the element of scheduling domains.</summary>
    Domains,

    /// <summary>In the schedule.</summary>
    Schedule,

    /// <summary>In the address space 'space'.</summary>
    IoAddressSpace,
}
