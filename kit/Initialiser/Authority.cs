// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>The end: no authority is left behind.</summary>
/// <remarks>
/// A frame or table is mapped for as long as its capability is there, an address space has its number for as long as the pool's is, and
/// nobody else has the monitor's thread and scheduling context, so these stay, in a CNode that nobody can name: the only capability to it
/// lies in itself. Everything else is deleted, and last of all the thread that could have named it.
/// </remarks>
internal static unsafe class Authority
{
    /// <summary>Deletes it; does not return.</summary>
    public static void Drop(Layout layout, BootInfo* bootInfo)
    {
        DropObjects(layout);
        DropAll(Slots.AfterObjects, Slots.End);
        DropAll(bootInfo->Untyped.Start, bootInfo->Untyped.End);
        DropAll(bootInfo->SchedControl.Start, bootInfo->SchedControl.End);
        DropAll(bootInfo->IoSpaceCaps.Start, bootInfo->IoSpaceCaps.End);
        Drop((ulong)RootSlot.IrqControl);
        Drop((ulong)RootSlot.AsidControl);
        Drop((ulong)RootSlot.IoPortControl);
        Drop((ulong)RootSlot.IoSpace);
        Drop((ulong)RootSlot.Domain);
        Drop((ulong)RootSlot.InitThreadVSpace);
        Drop((ulong)RootSlot.InitThreadTcb);
    }

    private static void DropObjects(Layout layout)
    {
        var ranges = layout.Entries<ObjectRange>(layout.Header->Objects);
        for (uint i = 0; i < layout.Header->Objects.Count; i++)
        {
            var range = ranges + i;
            for (uint number = 0; number < range->Count && !IsNeeded(range->Kind); number++)
            {
                Drop(Slots.Of(range->First + number));
            }
        }
    }

    private static bool IsNeeded(ObjectKind kind) =>
        kind is ObjectKind.Frame or ObjectKind.PageTable or ObjectKind.PageDirectory or ObjectKind.PageDirectoryPointerTable
            or ObjectKind.Thread or ObjectKind.SchedContext;

    private static void DropAll(ulong first, ulong end)
    {
        for (var slot = first; slot < end; slot++)
        {
            Drop(slot);
        }
    }

    private static void Drop(ulong slot) => Require.Success(RootCNode.Delete(slot));
}
