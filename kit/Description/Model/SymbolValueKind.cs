// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>What a variable is set to.</summary>
public enum SymbolValueKind
{
    /// <summary>A number from the description: an identifier, an address, a port.</summary>
    Number,

    /// <summary>Size of a memory region.</summary>
    RegionSize,

    /// <summary>Length of the data a memory region begins with.</summary>
    PrefillSize,

    /// <summary>Physical address of a memory region.</summary>
    PhysicalAddress,
}
