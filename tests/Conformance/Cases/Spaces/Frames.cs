// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>Frames of every size, and what is needed above them at the address that the cases use.</summary>
internal static unsafe class Frames
{
    /// <summary>The address.</summary>
    public const ulong Address = 0x100_0000_0000;

    /// <summary>Maps a frame for reading and writing.</summary>
    public static Error TryMap(Page frame, Pml4 space, ulong address) =>
        frame.Map(space, address, CapRights.ReadWrite, VmAttributes.Default);

    /// <summary>A frame of 2 MiB.</summary>
    public static Page Large(ref Context c) => new(c.Create(ObjectType.LargePage));

    /// <summary>A frame of 1 GiB, of device memory, because that need not be cleared.</summary>
    public static Page Huge(ref Context c)
    {
        var slot = c.Slot();
        Check.Success(RootCNode.Retype(Root.FindDevice(ObjectSizes.HugePageBits), ObjectType.HugePage, 0, slot));
        return new Page(slot);
    }

    /// <summary>Makes the level below the root.</summary>
    public static void MakePointerTable(ref Context c, Pml4 space) =>
        Check.Success(new PageDirectoryPointerTable(c.Create(ObjectType.PageDirectoryPointerTable))
            .Map(space, Address, VmAttributes.Default));

    /// <summary>Makes both levels above a page table.</summary>
    public static void MakeDirectory(ref Context c, Pml4 space)
    {
        MakePointerTable(ref c, space);
        Check.Success(new PageDirectory(c.Create(ObjectType.PageDirectory)).Map(space, Address, VmAttributes.Default));
    }
}
