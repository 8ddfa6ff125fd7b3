// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A table of an address space.</summary>
public struct PagingEntry
{
    /// <summary>The address space.</summary>
    public uint VSpace;

    /// <summary>The table.</summary>
    public uint Object;

    /// <summary>What the table is.</summary>
    public ObjectKind Kind;

    /// <summary>Zero.</summary>
    public uint Reserved;

    /// <summary>First address it covers.</summary>
    public ulong Address;
}
