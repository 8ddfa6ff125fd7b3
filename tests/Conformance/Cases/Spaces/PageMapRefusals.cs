// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>What Page_Map refuses.</summary>
internal static unsafe class PageMapRefusals
{
    private const InvocationLabel Map = InvocationLabel.PageMap;
    private const ulong Address = 0x100_0000_0000;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("page/map-refusals"u8);
        CaseList.Add("again-at-another-address"u8, Map, &MapElsewhere);
        CaseList.Add("again-in-another-space"u8, Map, &MapInAnotherSpace);
        CaseList.Add("over-another-frame"u8, Map, &MapOverAnother);
        CaseList.Add("large-over-a-table"u8, Map, &MapLargeOverATable);
        CaseList.Add("small-under-a-large-one"u8, Map, &MapSmallUnderALarge);
        CaseList.Add("kernel-address"u8, Map, &MapKernelAddress);
        CaseList.Add("not-aligned"u8, Map, &MapNotAligned);
        CaseList.Add("large-not-aligned"u8, Map, &MapLargeNotAligned);
        CaseList.Add("no-page-table"u8, Map, &MapWithoutPageTable);
        CaseList.Add("no-page-directory"u8, Map, &MapWithoutPageDirectory);
        CaseList.Add("no-pointer-table"u8, Map, &MapWithoutPointerTable);
        CaseList.Add("huge-without-pointer-table"u8, Map, &MapHugeWithoutPointerTable);
        CaseList.Add("space-of-another-type"u8, Map, &MapSpaceOfAnotherType);
        CaseList.Add("space-without-identifier"u8, Map, &MapSpaceWithoutIdentifier);
        CaseList.Add("space-whose-pool-is-gone"u8, Map, &MapSpaceWithoutPool);
        CaseList.Add("message-too-short"u8, Map, &MapTooShort);
        CaseList.Add("no-space"u8, Map, &MapNoSpace);
        CaseList.Add("unknown-label"u8, Map, &UnknownLabel);
    }

    private static void MapElsewhere(ref Context c)
    {
        var space = c.Space();
        var frame = c.MappedFrame(space, Address);
        Check.Equal(Error.InvalidArgument, Frames.TryMap(frame, space, Address + 0x1000));
        Check.Detail(0, 0);
    }

    private static void MapInAnotherSpace(ref Context c)
    {
        var frame = c.MappedFrame(c.Space(), Address);
        var other = c.Space();
        c.MakeTables(other, Address);
        Check.Equal(Error.InvalidCapability, Frames.TryMap(frame, other, Address));
        Check.Detail(0, 1);
    }

    private static void MapOverAnother(ref Context c)
    {
        var space = c.Space();
        c.MappedFrame(space, Address);
        Check.Equal(Error.DeleteFirst, Frames.TryMap(c.Frame(), space, Address));
    }

    private static void MapLargeOverATable(ref Context c)
    {
        var space = c.Space();
        c.MakeTables(space, Address);
        Check.Equal(Error.DeleteFirst, Frames.TryMap(Frames.Large(ref c), space, Address));
    }

    private static void MapSmallUnderALarge(ref Context c)
    {
        var space = c.Space();
        Frames.MakeDirectory(ref c, space);
        Check.Success(Frames.TryMap(Frames.Large(ref c), space, Address));
        Check.Equal(Error.FailedLookup, Frames.TryMap(c.Frame(), space, Address + 0x1000));
        Check.Equal(Error.DeleteFirst, new PageTable(c.Create(ObjectType.PageTable)).Map(space, Address, VmAttributes.Default));
    }

    private static void MapKernelAddress(ref Context c)
    {
        var space = c.Space();
        Check.Equal(Error.InvalidArgument, Frames.TryMap(c.Frame(), space, 0xffff_ffff_8000_0000));
        Check.Detail(0, 0);
        Check.Equal(Error.InvalidArgument, Frames.TryMap(c.Frame(), space, 0x8000_0000_0000));
        Check.Equal(Error.InvalidArgument, Frames.TryMap(c.Frame(), space, Limits.UserTop));
        Check.Equal(Error.InvalidArgument, Frames.TryMap(Frames.Large(ref c), space, 0x7fff_ffe0_0000));
        Check.Equal(Error.InvalidArgument, Frames.TryMap(c.Frame(), space, ulong.MaxValue - 0xfff));
    }

    private static void MapNotAligned(ref Context c)
    {
        var space = c.Space();
        c.MakeTables(space, Address);
        Check.Equal(Error.AlignmentError, Frames.TryMap(c.Frame(), space, Address + 8));
    }

    private static void MapLargeNotAligned(ref Context c)
    {
        var space = c.Space();
        Frames.MakeDirectory(ref c, space);
        Check.Equal(Error.AlignmentError, Frames.TryMap(Frames.Large(ref c), space, Address + 0x1000));
        Check.Equal(Error.AlignmentError, Frames.TryMap(Frames.Huge(ref c), space, Address + 0x200000));
    }

    private static void Missing(ulong bits)
    {
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.MissingCapability);
        Check.Detail(2, bits);
    }

    private static void MapWithoutPageTable(ref Context c)
    {
        var space = c.Space();
        Frames.MakeDirectory(ref c, space);
        Check.Equal(Error.FailedLookup, Frames.TryMap(c.Frame(), space, Address));
        Missing(21);
    }

    private static void MapWithoutPageDirectory(ref Context c)
    {
        var space = c.Space();
        Frames.MakePointerTable(ref c, space);
        Check.Equal(Error.FailedLookup, Frames.TryMap(c.Frame(), space, Address));
        Missing(30);
        Check.Equal(Error.FailedLookup, Frames.TryMap(Frames.Large(ref c), space, Address));
        Missing(30);
    }

    private static void MapWithoutPointerTable(ref Context c)
    {
        Check.Equal(Error.FailedLookup, Frames.TryMap(c.Frame(), c.Space(), Address));
        Missing(39);
    }

    private static void MapHugeWithoutPointerTable(ref Context c)
    {
        Check.Equal(Error.FailedLookup, Frames.TryMap(Frames.Huge(ref c), c.Space(), Address));
        Missing(39);
    }

    private static void MapSpaceOfAnotherType(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Frames.TryMap(c.Frame(), new Pml4(c.Endpoint()), Address));
        Check.Detail(0, 1);
        Check.Equal(Error.InvalidCapability, Frames.TryMap(c.Frame(), new Pml4(c.Slot()), Address));
    }

    private static void MapSpaceWithoutIdentifier(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Frames.TryMap(c.Frame(), new Pml4(c.Create(ObjectType.Pml4)), Address));
        Check.Detail(0, 1);
    }

    private static void MapSpaceWithoutPool(ref Context c)
    {
        var pool = new AsidPool(c.Slot());
        Check.Success(new AsidControl((ulong)RootSlot.AsidControl).MakePool(
            c.Untyped(ObjectSizes.AsidPoolBits), c.Node, pool.Slot, RootCNode.FullDepth));
        var space = new Pml4(c.Create(ObjectType.Pml4));
        Check.Success(pool.Assign(space));
        c.MakeTables(space, Address);
        c.Delete(pool.Slot);
        Check.Equal(Error.FailedLookup, Frames.TryMap(c.Frame(), space, Address));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void Arrange(ref Context c)
    {
        c.Buffer.SetCap(0, c.Space().Slot);
        c.Buffer.SetWord(0, Address);
        c.Buffer.SetWord(1, CapRights.ReadWrite.Word);
        c.Buffer.SetWord(2, 0);
    }

    private static void MapTooShort(ref Context c)
    {
        var frame = c.Frame().Slot;
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(frame, Map, 2, 1));
    }

    private static void MapNoSpace(ref Context c)
    {
        var frame = c.Frame().Slot;
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(frame, Map, 3));
    }

    private static void UnknownLabel(ref Context c)
    {
        var frame = c.Frame().Slot;
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(frame, InvocationLabel.PageTableMap, 3, 1));
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(frame, InvocationLabel.PageUnmap + 100, 3, 1));
    }
}
