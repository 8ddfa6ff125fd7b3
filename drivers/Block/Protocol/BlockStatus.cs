// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Block.Protocol;

/// <summary>How a request ended.</summary>
public enum BlockStatus : uint
{
    /// <summary>It is done.</summary>
    Done = 0,

    /// <summary>The device could not.</summary>
    Failed = 1,

    /// <summary>It asks for blocks or memory that the asker does not have, or for nothing that there is.</summary>
    Refused = 2,
}
