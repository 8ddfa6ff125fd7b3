// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Where a table lies.</summary>
public struct TableReference
{
    /// <summary>Bytes from the beginning of the header.</summary>
    public uint Offset;

    /// <summary>Number of entries.</summary>
    public uint Count;
}
