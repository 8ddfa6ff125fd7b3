// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Block.Protocol;

/// <summary>A request on its way to a block device: 16 bytes of a queue.</summary>
public struct BlockRequest
{
    /// <summary>Bytes of a block.</summary>
    public const uint BlockBytes = 512;

    /// <summary>Blocks of a request at most: 128 KiB.</summary>
    public const uint MostBlocks = 256;

    private const int CountShift = 48;
    private const int IdShift = 40;
    private const int CommandShift = 56;
    private const ulong BlockMask = (1ul << CountShift) - 1;
    private const ulong DataMask = (1ul << IdShift) - 1;

    /// <summary>Block in bits 0 to 47, number of blocks in bits 48 to 63.</summary>
    public ulong Where;

    /// <summary>Data in bits 0 to 39, identifier in bits 40 to 55, command in bits 56 to 63.</summary>
    public ulong What;

    /// <summary>A request.</summary>
    public BlockRequest(BlockCommand command, ulong block, uint count, ulong data, ushort id)
    {
        Where = (block & BlockMask) | ((ulong)count << CountShift);
        What = (data & DataMask) | ((ulong)id << IdShift) | ((ulong)command << CommandShift);
    }

    /// <summary>The first block.</summary>
    public readonly ulong Block => Where & BlockMask;

    /// <summary>How many blocks.</summary>
    public readonly uint Count => (uint)(Where >> CountShift);

    /// <summary>Where the data is: for a driver its physical address, for the virtualiser an offset into the client's data.</summary>
    public readonly ulong Data => What & DataMask;

    /// <summary>The asker's name for the request, which its completion has too.</summary>
    public readonly ushort Id => (ushort)(What >> IdShift);

    /// <summary>What is asked.</summary>
    public readonly BlockCommand Command => (BlockCommand)(byte)(What >> CommandShift);
}
