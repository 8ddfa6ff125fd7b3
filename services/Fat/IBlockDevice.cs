// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>A device of blocks of 512 bytes on which a volume lies.</summary>
/// <remarks>
/// Every call is decided at compile time. Requests under way may be done in any order; each ends with
/// <see cref="FatVolume{TDevice}.Complete"/>, never inside <see cref="TryStart"/>.
/// </remarks>
/// <typeparam name="TSelf">The device itself.</typeparam>
public unsafe interface IBlockDevice<TSelf>
    where TSelf : unmanaged, IBlockDevice<TSelf>
{
    /// <summary>Blocks that one request may have at most; at least 8.</summary>
    static abstract uint MostBlocks(TSelf* device);

    /// <summary>How many blocks there are.</summary>
    static abstract ulong BlockCount(TSelf* device);

    /// <summary>Starts a request on memory aligned to 4 bytes; false when no further one can be under way now.</summary>
    static abstract bool TryStart(TSelf* device, BlockCommand command, ulong block, uint count, byte* data, ushort id);
}
