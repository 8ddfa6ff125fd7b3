// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>Blocks that a client has.</summary>
internal struct BlockRange
{
    /// <summary>The first one on the disk.</summary>
    public ulong Start;

    /// <summary>How many.</summary>
    public ulong Count;

    /// <summary>Whether blocks, numbered from the first one of the range, lie in it.</summary>
    public readonly bool Has(ulong block, uint count) => count != 0 && block < Count && count <= Count - block;
}
