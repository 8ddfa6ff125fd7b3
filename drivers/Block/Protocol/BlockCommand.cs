// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Block.Protocol;

/// <summary>What is asked of a block device.</summary>
public enum BlockCommand : byte
{
    /// <summary>Reads blocks into memory.</summary>
    Read = 0,

    /// <summary>Writes blocks from memory.</summary>
    Write = 1,

    /// <summary>Makes durable what was written by requests that had completed.</summary>
    Flush = 2,

    /// <summary>Completes when all requests before it have, and no request after it begins earlier. For the virtualiser only.</summary>
    Barrier = 3,

    /// <summary>Tells the number of blocks, in the completion's value.</summary>
    Capacity = 4,
}
