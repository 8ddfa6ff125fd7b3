// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Address spaces of devices behind the IOMMU, on kernels that have its objects.</summary>
internal static unsafe class IoSpaces
{
    /// <summary>Takes them from the kernel.</summary>
    public static void Create(Layout layout)
    {
        var entries = layout.Entries<IoSpaceEntry>(layout.Header->IoSpaces);
        for (uint i = 0; i < layout.Header->IoSpaces.Count; i++)
        {
            var entry = entries + i;
            var data = ((ulong)entry->DomainId << 16) | entry->Device;
            var error = RootCNode.Mint((ulong)RootSlot.IoSpace, Slots.Of(entry->Object), CapRights.All, data);
            Refusal.Unless(error, "this machine has no IOMMU for a device's address space"u8, default);
        }
    }

    /// <summary>Maps frames for devices, with the tables that this machine needs.</summary>
    public static void Map(Layout layout, BootInfo* bootInfo)
    {
        var entries = layout.Entries<IoMapEntry>(layout.Header->IoMaps);
        for (uint i = 0; i < layout.Header->IoMaps.Count; i++)
        {
            for (uint frame = 0; frame < entries[i].Count; frame++)
            {
                Map(entries + i, frame, (int)bootInfo->IoPageTableLevels);
            }
        }
    }

    private static void Map(IoMapEntry* entry, uint frame, int levels)
    {
        var space = new IoSpace(Slots.Of(entry->IoSpace));
        var address = entry->Address + ((ulong)frame << ObjectSizes.PageBits);
        var copy = Slots.TakeCopy();
        Require.Success(RootCNode.Mint(Slots.Of(entry->Object + frame), copy, CapRights.All, 0));
        var error = new Page(copy).MapIo(space, new CapRights(entry->Rights), address);
        for (var tables = 0; tables < levels && error == Error.FailedLookup; tables++)
        {
            AddTable(space, address);
            error = new Page(copy).MapIo(space, new CapRights(entry->Rights), address);
        }

        Refusal.Unless(error, "memory cannot be mapped for a device"u8, default);
    }

    private static void AddTable(IoSpace space, ulong address)
    {
        var slot = Slots.TakeForGood();
        Memory.Create(ObjectType.IoPageTable, 0, ObjectSizes.PageBits, 1, slot, out var error);
        Refusal.Unless(error, "there is no memory for a device's address space"u8, default);
        Refusal.Unless(new IoPageTable(slot).Map(space, address), "a table cannot be mapped for a device"u8, default);
    }
}
