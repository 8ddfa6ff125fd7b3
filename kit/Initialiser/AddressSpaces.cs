// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Gives every address space its number, its tables and its frames.</summary>
internal static unsafe class AddressSpaces
{
    private static ulong pool;

    /// <summary>Builds all of them.</summary>
    public static void Build(Layout layout)
    {
        pool = (ulong)RootSlot.InitThreadAsidPool;
        AssignNumbers(layout);
        MapTables(layout);
        MapFrames(layout);
    }

    private static void AssignNumbers(Layout layout)
    {
        var ranges = layout.Entries<ObjectRange>(layout.Header->Objects);
        for (uint i = 0; i < layout.Header->Objects.Count; i++)
        {
            var range = ranges + i;
            for (uint space = 0; range->Kind == ObjectKind.VSpace && space < range->Count; space++)
            {
                AssignNumber(new Pml4(Slots.Of(range->First + space)), layout.Name(range->Name));
            }
        }
    }

    /// <summary>A full pool answers DeleteFirst; then there is another.</summary>
    private static void AssignNumber(Pml4 space, ReadOnlySpan<byte> name)
    {
        var error = new AsidPool(pool).Assign(space);
        if (error == Error.DeleteFirst)
        {
            var untyped = Slots.Take();
            Memory.Create(ObjectType.Untyped, ObjectSizes.AsidPoolBits, ObjectSizes.AsidPoolBits, 1, untyped, out error);
            Refusal.Unless(error, "there is no memory for the address space of"u8, name);
            pool = Slots.TakeForGood();
            error = new AsidControl((ulong)RootSlot.AsidControl).MakePool(
                new Untyped(untyped), RootCNode.Node, pool, RootCNode.FullDepth);
            Refusal.Unless(error, "the kernel has no more address spaces for"u8, name);
            error = new AsidPool(pool).Assign(space);
        }

        Refusal.Unless(error, "there is no address space for"u8, name);
    }

    private static void MapTables(Layout layout)
    {
        var entries = layout.Entries<PagingEntry>(layout.Header->Paging);
        for (uint i = 0; i < layout.Header->Paging.Count; i++)
        {
            var entry = entries + i;
            Refusal.Unless(MapTable(entry), "a table of an address space cannot be mapped"u8, default);
        }
    }

    private static Error MapTable(PagingEntry* entry)
    {
        var space = new Pml4(Slots.Of(entry->VSpace));
        var slot = Slots.Of(entry->Object);
        return entry->Kind switch
        {
            ObjectKind.PageDirectoryPointerTable => new PageDirectoryPointerTable(slot).Map(space, entry->Address, VmAttributes.Default),
            ObjectKind.PageDirectory => new PageDirectory(slot).Map(space, entry->Address, VmAttributes.Default),
            _ => new PageTable(slot).Map(space, entry->Address, VmAttributes.Default),
        };
    }

    private static void MapFrames(Layout layout)
    {
        var entries = layout.Entries<MapEntry>(layout.Header->Maps);
        for (uint i = 0; i < layout.Header->Maps.Count; i++)
        {
            var entry = entries + i;
            var domain = layout.Entries<DomainEntry>(layout.Header->Domains) + entry->Domain;
            for (uint frame = 0; frame < entry->Count; frame++)
            {
                Refusal.Unless(MapFrame(entry, frame), "memory cannot be mapped for"u8, layout.Name(domain->Name));
            }
        }
    }

    private static Error MapFrame(MapEntry* entry, uint frame)
    {
        var slot = Slots.Of(entry->Object + frame);
        if (entry->IsCopy != 0)
        {
            var copy = Slots.TakeCopy();
            var error = RootCNode.Mint(slot, copy, CapRights.All, 0);
            if (error != Error.NoError)
            {
                return error;
            }

            slot = copy;
        }

        return new Page(slot).Map(
            new Pml4(Slots.Of(entry->VSpace)),
            entry->Address + ((ulong)frame << (int)entry->SizeBits),
            new CapRights(entry->Rights),
            (entry->Attributes & MapEntry.Uncached) != 0 ? VmAttributes.Uncacheable : VmAttributes.Default);
    }
}
