// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>What a block device is asked to do.</summary>
public enum BlockCommand : byte
{
    /// <summary>Reads blocks into memory.</summary>
    Read,

    /// <summary>Writes blocks from memory.</summary>
    Write,

    /// <summary>Makes every write that has completed durable.</summary>
    Flush,
}
