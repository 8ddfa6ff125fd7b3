// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Block.Protocol;
using Caprock.Services.Fat;

namespace Caprock.Services.FatServer;

/// <summary>The device of the volume: the partition that the block virtualiser gives.</summary>
internal unsafe struct VolumeDevice : IBlockDevice<VolumeDevice>
{
    /// <summary>The end that asks.</summary>
    public BlockClient Client;

    /// <summary>Where the memory begins that the virtualiser knows as this component's data.</summary>
    public byte* DataStart;

    /// <summary>Blocks of the partition.</summary>
    public ulong Blocks;

    /// <inheritdoc/>
    public static uint MostBlocks(VolumeDevice* device) => BlockRequest.MostBlocks;

    /// <inheritdoc/>
    public static ulong BlockCount(VolumeDevice* device) => device->Blocks;

    /// <inheritdoc/>
    public static bool TryStart(VolumeDevice* device, Fat.BlockCommand command, ulong block, uint count, byte* data, ushort id)
    {
        var what = command switch
        {
            Fat.BlockCommand.Read => Drivers.Block.Protocol.BlockCommand.Read,
            Fat.BlockCommand.Write => Drivers.Block.Protocol.BlockCommand.Write,
            _ => Drivers.Block.Protocol.BlockCommand.Flush,
        };
        var offset = data == null ? 0 : (ulong)(data - device->DataStart);
        return device->Client.TryStart(new BlockRequest(what, block, count, offset, id));
    }
}
