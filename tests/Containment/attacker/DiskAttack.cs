// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Block.Protocol;
using Caprock.Drivers.Virtio.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Tests.Containment;

/// <summary>What can be done with a disk, by its driver or through it.</summary>
internal static unsafe class DiskAttack
{
    /// <summary>A block between the partition table and the first partition.</summary>
    private const ulong UnusedBlock = 1;

    private const uint Blocks = 2;

    private const ulong Header = VirtioRing.Bytes;
    private const uint HeaderBytes = 16;
    private const ulong Result = Header + HeaderBytes;

    /// <summary>Memory of the driver's own behind its ring, and of the virtualiser's own behind the partition table.</summary>
    private const ulong DriversData = VirtioRing.Bytes + 0x800;

    private const ulong VirtualisersData = 0x4000;

    private static VirtioDevice disk;
    private static VirtioRing ring;
    private static BlockClient driver;

    /// <summary>
    /// Has the disk write what is at the target's second page, reads that back into the component's own memory, and has it put the partition
    /// table into the target's first page.
    /// </summary>
    /// <param name="throughDriver">
    /// Whether the component is the virtualiser, whom the driver believes; otherwise it is the driver. Regions are theirs.
    /// </param>
    public static void ReadAndWrite(bool throughDriver)
    {
        ulong own;
        if (throughDriver)
        {
            driver = BlockClient.Attach(Configuration.Region(0), Configuration.Channel(0));
            own = Configuration.Region(1).PhysicalAddress + VirtualisersData;
        }
        else
        {
            disk.Reset(Configuration.Channel(0), Configuration.Region(1), 0);
            ring.Prepare(Configuration.Region(2), 0);
            disk.Enable(ref ring, 0);
            disk.Begin();
            own = Configuration.Region(2).PhysicalAddress + DriversData;
        }

        var target = Attacker.Orders->Target;
        Transfer(throughDriver, BlockCommand.Write, UnusedBlock, target + Pattern.SecretOffset);
        Transfer(throughDriver, BlockCommand.Read, UnusedBlock, own);
        Transfer(throughDriver, BlockCommand.Read, 0, target);
    }

    private static void Transfer(bool throughDriver, BlockCommand command, ulong block, ulong address)
    {
        Attacker.Orders->Attempts++;
        if (throughDriver)
        {
            driver.TryStart(new BlockRequest(command, block, Blocks, address, 0));
            driver.Flush();
            Configuration.Channel(0).Notify();
        }
        else
        {
            Give(command, block, address);
        }

        var patience = DeviceAttack.Patience();
        while (!IsDone(throughDriver) && DeviceAttack.IsWaiting(patience))
        {
        }
    }

    /// <summary>Gives the device a request. Source: VIRTIO 1.1, 5.2.6.</summary>
    private static void Give(BlockCommand command, ulong block, ulong address)
    {
        var memory = Configuration.Region(2);
        memory.At<uint>(Header) = (uint)command;
        memory.At<uint>(Header + 4) = 0;
        memory.At<ulong>(Header + 8) = block;
        var direction = command == BlockCommand.Read ? VirtioRing.DeviceWrites : 0;
        ring.Describe(0, memory.PhysicalAddress + Header, HeaderBytes, VirtioRing.HasNext, 1);
        ring.Describe(1, address, Blocks * BlockRequest.BlockBytes, (ushort)(VirtioRing.HasNext | direction), 2);
        ring.Describe(2, memory.PhysicalAddress + Result, 1, VirtioRing.DeviceWrites, 0);
        ring.Add(0);
        ring.Publish();
    }

    private static bool IsDone(bool throughDriver) => throughDriver ? driver.TryTake(out _) : ring.TryTakeUsed(out _);
}
