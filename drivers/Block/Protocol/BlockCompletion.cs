// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Block.Protocol;

/// <summary>The end of a request on its way back: 16 bytes of a queue.</summary>
public struct BlockCompletion
{
    /// <summary>Which request.</summary>
    public uint Id;

    /// <summary>How it ended.</summary>
    public BlockStatus Status;

    /// <summary>What was asked for; zero for most commands.</summary>
    public ulong Value;

    /// <summary>The end of a request.</summary>
    public BlockCompletion(uint id, BlockStatus status, ulong value)
    {
        Id = id;
        Status = status;
        Value = value;
    }
}
