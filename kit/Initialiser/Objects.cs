// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Creates what takes memory, in the order of the layout.</summary>
internal static unsafe class Objects
{
    private const uint LargePageBits = ObjectSizes.LargePageBits;

    /// <summary>Creates everything.</summary>
    public static void Create(Layout layout)
    {
        var ranges = layout.Entries<ObjectRange>(layout.Header->Objects);
        for (uint i = 0; i < layout.Header->Objects.Count; i++)
        {
            var range = ranges + i;
            if (range->Kind >= ObjectKind.Interrupt)
            {
                continue;
            }

            if (range->PhysicalAddress == LayoutHeader.NoAddress)
            {
                Create(layout, range);
            }
            else
            {
                CreateAtAddress(layout, range);
            }
        }
    }

    private static void Create(Layout layout, ObjectRange* range)
    {
        var type = TypeOf(range);
        for (uint done = 0; done < range->Count;)
        {
            var made = Memory.Create(
                type, SizeBits(range), BytesBits(range), range->Count - done, Slots.Of(range->First + done), out var error);
            Refusal.Unless(error, "there is no memory for an object of"u8, layout.Name(range->Name));
            done += made;
        }
    }

    private static void CreateAtAddress(Layout layout, ObjectRange* range)
    {
        for (uint i = 0; i < range->Count; i++)
        {
            var address = range->PhysicalAddress + ((ulong)i << (int)range->SizeBits);
            Refusal.Unless(
                Memory.CreateAt(address, TypeOf(range), (int)range->SizeBits, Slots.Of(range->First + i)),
                "the physical address is taken, or the machine has nothing there, for"u8, layout.Name(range->Name));
        }
    }

    private static ObjectType TypeOf(ObjectRange* range) => range->Kind switch
    {
        ObjectKind.Thread => ObjectType.Tcb,
        ObjectKind.Endpoint => ObjectType.Endpoint,
        ObjectKind.Notification => ObjectType.Notification,
        ObjectKind.CNode => ObjectType.CapTable,
        ObjectKind.SchedContext => ObjectType.SchedContext,
        ObjectKind.Reply => ObjectType.Reply,
        ObjectKind.Frame => range->SizeBits == LargePageBits ? ObjectType.LargePage : ObjectType.Page4K,
        ObjectKind.PageTable => ObjectType.PageTable,
        ObjectKind.PageDirectory => ObjectType.PageDirectory,
        ObjectKind.PageDirectoryPointerTable => ObjectType.PageDirectoryPointerTable,
        _ => ObjectType.Pml4,
    };

    private static uint SizeBits(ObjectRange* range) =>
        range->Kind is ObjectKind.CNode or ObjectKind.SchedContext ? range->SizeBits : 0;

    private static int BytesBits(ObjectRange* range) => ObjectSize.Bits(TypeOf(range), (int)range->SizeBits);
}
