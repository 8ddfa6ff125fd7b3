// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Fat;

/// <summary>The device of a volume in a test.</summary>
internal unsafe struct TestDevice : IBlockDevice<TestDevice>
{
    public const uint Most = 64;

    public int Key;

    public static uint MostBlocks(TestDevice* device) => Most;

    public static ulong BlockCount(TestDevice* device) => Disk.Of(device->Key).Blocks;

    public static bool TryStart(TestDevice* device, BlockCommand command, ulong block, uint count, byte* data, ushort id) =>
        Disk.Of(device->Key).TryStart(command, block, count, data, id);
}
