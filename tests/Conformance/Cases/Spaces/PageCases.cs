// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>Page_Map, Unmap, GetAddress: what the invocations answer.</summary>
internal static unsafe class PageCases
{
    private const InvocationLabel Map = InvocationLabel.PageMap;
    private const InvocationLabel Unmap = InvocationLabel.PageUnmap;
    private const InvocationLabel GetAddress = InvocationLabel.PageGetAddress;
    private const ulong Address = 0x100_0000_0000;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("page/map"u8);
        CaseList.Add("small"u8, Map, &MapSmall);
        CaseList.Add("large"u8, Map, &MapLarge);
        CaseList.Add("huge"u8, Map, &MapHuge);
        CaseList.Add("again-at-the-same-address"u8, Map, &MapAgain);
        CaseList.Add("last-user-address"u8, Map, &MapLastUserAddress);
        CaseList.Add("every-attribute"u8, Map, &EveryAttribute);

        CaseList.Group("page/unmap"u8);
        CaseList.Add("and-map-elsewhere"u8, Unmap, &UnmapAndMapElsewhere);
        CaseList.Add("of-one-that-is-not-mapped"u8, Unmap, &UnmapOfUnmapped);
        CaseList.Add("when-the-table-is-gone"u8, Unmap, &UnmapWhenTheTableIsGone);
        CaseList.Add("when-the-space-is-gone"u8, Unmap, &UnmapWhenTheSpaceIsGone);
        CaseList.Add("of-a-copy-keeps-the-other-mapping"u8, Unmap, &UnmapOfACopy);
        CaseList.Add("does-not-take-what-replaced-it"u8, Unmap, &UnmapDoesNotTakeAnother);

        CaseList.Group("page/get-address"u8);
        CaseList.Add("is-the-same-for-copies"u8, GetAddress, &AddressOfCopies);
        CaseList.Add("of-a-device-frame"u8, GetAddress, &AddressOfADevice);
        CaseList.Add("does-not-depend-on-mappings"u8, GetAddress, &AddressOfAMapped);
    }

    private static void MapSmall(ref Context c)
    {
        c.MappedFrame(Root.Space, Address);
        for (ulong i = 0; i < 512; i++)
        {
            ((ulong*)Address)[i] = i;
        }

        for (ulong i = 0; i < 512; i++)
        {
            Check.Equal(i, ((ulong*)Address)[i]);
        }
    }

    private static void MapLarge(ref Context c)
    {
        Frames.MakeDirectory(ref c, Root.Space);
        Check.Success(Frames.TryMap(Frames.Large(ref c), Root.Space, Address));
        *(ulong*)Address = 1;
        *(ulong*)(Address + 0x1ffff8) = 2;
        Check.Equal(1, *(ulong*)Address);
        Check.Equal(2, *(ulong*)(Address + 0x1ffff8));
    }

    private static void MapHuge(ref Context c)
    {
        var space = c.Space();
        Frames.MakePointerTable(ref c, space);
        Check.Success(Frames.TryMap(Frames.Huge(ref c), space, Address));
        Check.Equal(Error.DeleteFirst, new PageDirectory(c.Create(ObjectType.PageDirectory)).Map(space, Address, VmAttributes.Default));
    }

    private static void MapAgain(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 6;
        Check.Success(frame.Map(Root.Space, Address, CapRights.Read, VmAttributes.Default));
        Check.Equal(6, *(ulong*)Address);
        Check.Success(Frames.TryMap(frame, Root.Space, Address));
        *(ulong*)Address = 7;
    }

    private static void MapLastUserAddress(ref Context c)
    {
        var space = c.Space();
        c.Map(c.Frame(), space, Limits.UserTop - 0x1000, CapRights.ReadWrite);
    }

    private static void EveryAttribute(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        for (var attributes = VmAttributes.WriteBack; attributes <= VmAttributes.WriteCombining; attributes++)
        {
            Check.Success(frame.Map(Root.Space, Address, CapRights.ReadWrite, attributes));
            *(ulong*)Address = (ulong)attributes + 1;
            Check.Equal((ulong)attributes + 1, *(ulong*)Address);
        }
    }

    private static void UnmapAndMapElsewhere(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 5;
        Check.Success(frame.Unmap());
        Check.Success(Frames.TryMap(frame, Root.Space, Address + 0x5000));
        Check.Equal(5, *(ulong*)(Address + 0x5000));
    }

    private static void UnmapOfUnmapped(ref Context c)
    {
        var frame = c.Frame();
        Check.Success(frame.Unmap());
        Check.Success(frame.Unmap());
    }

    private static void UnmapWhenTheTableIsGone(ref Context c)
    {
        var space = c.Space();
        var table = new PageTable(c.Create(ObjectType.PageTable));
        Frames.MakeDirectory(ref c, space);
        Check.Success(table.Map(space, Address, VmAttributes.Default));
        var frame = c.Frame();
        Check.Success(Frames.TryMap(frame, space, Address));
        c.Delete(table.Slot);
        Check.Success(frame.Unmap());
        c.MappedFrame(Root.Space, Address);
    }

    private static void UnmapWhenTheSpaceIsGone(ref Context c)
    {
        var space = c.Space();
        var frame = c.MappedFrame(space, Address);
        c.Delete(space.Slot);
        Check.Success(frame.Unmap());
        c.Map(frame, Root.Space, Address, CapRights.ReadWrite);
    }

    private static void UnmapOfACopy(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, Address);
        var copy = new Page(c.Copy(frame.Slot));
        Check.Success(Frames.TryMap(copy, Root.Space, Address + 0x1000));
        Check.Success(copy.Unmap());
        *(ulong*)Address = 3;
        Check.Equal(3, *(ulong*)Address);
    }

    /// <summary>A capability whose mapping has vanished with its table does not remove what is mapped there now.</summary>
    private static void UnmapDoesNotTakeAnother(ref Context c)
    {
        var table = new PageTable(c.Create(ObjectType.PageTable));
        Frames.MakeDirectory(ref c, Root.Space);
        Check.Success(table.Map(Root.Space, Address, VmAttributes.Default));
        var first = c.Frame();
        var second = c.Frame();
        Check.Success(Frames.TryMap(first, Root.Space, Address));
        Check.Success(table.Unmap());
        Check.Success(table.Map(Root.Space, Address, VmAttributes.Default));
        Check.Success(Frames.TryMap(second, Root.Space, Address));
        Check.Success(first.Unmap());
        *(ulong*)Address = 11;
        Check.Equal(11, *(ulong*)Address);
    }

    private static void AddressOfCopies(ref Context c)
    {
        var frame = c.Frame();
        Check.Success(frame.GetAddress(out var first));
        Check.Success(new Page(c.Copy(frame.Slot, CapRights.None)).GetAddress(out var second));
        Check.Equal(first, second);
    }

    private static void AddressOfADevice(ref Context c)
    {
        Check.Success(Frames.Huge(ref c).GetAddress(out var address));
        Check.Equal(0, address & ((1ul << ObjectSizes.HugePageBits) - 1));
    }

    private static void AddressOfAMapped(ref Context c)
    {
        var frame = c.Frame();
        Check.Success(frame.GetAddress(out var before));
        c.Map(frame, c.Space(), Address, CapRights.ReadWrite);
        Check.Success(frame.GetAddress(out var after));
        Check.Equal(before, after);
    }
}
