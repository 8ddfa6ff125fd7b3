// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>Map and Unmap of page tables, page directories and page-directory-pointer tables.</summary>
internal static unsafe class TableCases
{
    private const ulong Address = 0x100_0000_0000;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("page-table"u8);
        AddAll<FirstLevel>();
        CaseList.Add("level-above-missing"u8, FirstLevel.MapLabel, &LevelAboveMissing<FirstLevel>);
        CaseList.Group("page-directory"u8);
        AddAll<SecondLevel>();
        CaseList.Add("level-above-missing"u8, SecondLevel.MapLabel, &LevelAboveMissing<SecondLevel>);
        CaseList.Group("page-directory-pointer-table"u8);
        AddAll<ThirdLevel>();
    }

    private static void AddAll<T>()
        where T : struct, ITable
    {
        CaseList.Add("map"u8, T.MapLabel, &Map<T>);
        CaseList.Add("map-at-any-address-it-covers"u8, T.MapLabel, &MapInTheMiddle<T>);
        CaseList.Add("map-twice"u8, T.MapLabel, &MapTwice<T>);
        CaseList.Add("map-over-another"u8, T.MapLabel, &MapOverAnother<T>);
        CaseList.Add("map-at-a-kernel-address"u8, T.MapLabel, &MapAtAKernelAddress<T>);
        CaseList.Add("map-in-something-else"u8, T.MapLabel, &MapInSomethingElse<T>);
        CaseList.Add("map-in-a-space-without-identifier"u8, T.MapLabel, &MapWithoutIdentifier<T>);
        CaseList.Add("map-in-a-space-whose-pool-is-gone"u8, T.MapLabel, &MapWithoutPool<T>);
        CaseList.Add("map-message-too-short"u8, T.MapLabel, &MapTooShort<T>);
        CaseList.Add("map-without-a-space"u8, T.MapLabel, &MapWithoutASpace<T>);
        CaseList.Add("unknown-label"u8, T.MapLabel, &UnknownLabel<T>);
        CaseList.Add("unmap-and-map-again"u8, T.UnmapLabel, &UnmapAndMapAgain<T>);
        CaseList.Add("unmap-of-one-that-is-not-mapped"u8, T.UnmapLabel, &UnmapOfUnmapped<T>);
        CaseList.Add("unmap-while-there-is-a-copy"u8, T.UnmapLabel, &UnmapWithACopy<T>);
        CaseList.Add("unmap-when-the-space-is-gone"u8, T.UnmapLabel, &UnmapWithoutSpace<T>);
        CaseList.Add("unmap-takes-the-pages-below"u8, T.UnmapLabel, &UnmapTakesThePages<T>);
        CaseList.Add("an-unmapped-table-is-empty"u8, T.UnmapLabel, &UnmappedIsEmpty<T>);
    }

    private static ulong Mapped<T>(ref Context c, Pml4 space)
        where T : struct, ITable
    {
        T.MakeAbove(ref c, space, Address);
        var table = c.Create(T.Type);
        Check.Success(T.Map(table, space, Address));
        return table;
    }

    private static void Map<T>(ref Context c)
        where T : struct, ITable => Mapped<T>(ref c, c.Space());

    private static void MapInTheMiddle<T>(ref Context c)
        where T : struct, ITable
    {
        var space = c.Space();
        T.MakeAbove(ref c, space, Address);
        Check.Success(T.Map(c.Create(T.Type), space, Address + (1ul << (T.CoveredBits - 1)) + 123));
        Check.Equal(Error.DeleteFirst, T.Map(c.Create(T.Type), space, Address));
    }

    private static void MapTwice<T>(ref Context c)
        where T : struct, ITable
    {
        var space = c.Space();
        var table = Mapped<T>(ref c, space);
        Check.Equal(Error.InvalidCapability, T.Map(table, space, Address + (1ul << T.CoveredBits)));
        Check.Detail(0, 0);
        Check.Equal(Error.InvalidCapability, T.Map(table, c.Space(), Address));
    }

    private static void MapOverAnother<T>(ref Context c)
        where T : struct, ITable
    {
        var space = c.Space();
        Mapped<T>(ref c, space);
        Check.Equal(Error.DeleteFirst, T.Map(c.Create(T.Type), space, Address));
    }

    private static void MapAtAKernelAddress<T>(ref Context c)
        where T : struct, ITable
    {
        var space = c.Space();
        Check.Equal(Error.InvalidArgument, T.Map(c.Create(T.Type), space, 0xffff_8000_0000_0000));
        Check.Detail(0, 0);
        Check.Equal(Error.InvalidArgument, T.Map(c.Create(T.Type), space, 0xffff_ffff_ffff_f000));
        Check.Equal(Error.InvalidArgument, T.Map(c.Create(T.Type), space, Limits.UserTop));
    }

    private static void MapInSomethingElse<T>(ref Context c)
        where T : struct, ITable
    {
        Check.Equal(Error.InvalidCapability, T.Map(c.Create(T.Type), new Pml4(c.Endpoint()), Address));
        Check.Detail(0, 1);
        Check.Equal(Error.InvalidCapability, T.Map(c.Create(T.Type), new Pml4(c.Slot()), Address));
    }

    private static void MapWithoutIdentifier<T>(ref Context c)
        where T : struct, ITable
    {
        Check.Equal(Error.InvalidCapability, T.Map(c.Create(T.Type), new Pml4(c.Create(ObjectType.Pml4)), Address));
        Check.Detail(0, 1);
    }

    private static void MapWithoutPool<T>(ref Context c)
        where T : struct, ITable
    {
        var pool = new AsidPool(c.Slot());
        Check.Success(new AsidControl((ulong)RootSlot.AsidControl).MakePool(
            c.Untyped(ObjectSizes.AsidPoolBits), c.Node, pool.Slot, RootCNode.FullDepth));
        var space = new Pml4(c.Create(ObjectType.Pml4));
        Check.Success(pool.Assign(space));
        c.Delete(pool.Slot);
        Check.Equal(Error.FailedLookup, T.Map(c.Create(T.Type), space, Address));
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void Arrange(ref Context c)
    {
        c.Buffer.SetCap(0, c.Space().Slot);
        c.Buffer.SetWord(0, Address);
        c.Buffer.SetWord(1, 0);
    }

    private static void MapTooShort<T>(ref Context c)
        where T : struct, ITable
    {
        var table = c.Create(T.Type);
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(table, T.MapLabel, 1, 1));
    }

    private static void MapWithoutASpace<T>(ref Context c)
        where T : struct, ITable
    {
        var table = c.Create(T.Type);
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(table, T.MapLabel, 2));
    }

    private static void UnknownLabel<T>(ref Context c)
        where T : struct, ITable
    {
        var table = c.Create(T.Type);
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(table, InvocationLabel.PageMap, 3, 1));
    }

    private static void LevelAboveMissing<T>(ref Context c)
        where T : struct, ITable
    {
        Check.Equal(Error.FailedLookup, T.Map(c.Create(T.Type), c.Space(), Address));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.MissingCapability);
        Check.Detail(2, 39);
    }

    private static void UnmapAndMapAgain<T>(ref Context c)
        where T : struct, ITable
    {
        var space = c.Space();
        var table = Mapped<T>(ref c, space);
        for (var i = 0; i < 5; i++)
        {
            Check.Success(T.Unmap(table));
            Check.Success(T.Map(table, space, Address));
        }
    }

    private static void UnmapOfUnmapped<T>(ref Context c)
        where T : struct, ITable => Check.Success(T.Unmap(c.Create(T.Type)));

    private static void UnmapWithACopy<T>(ref Context c)
        where T : struct, ITable
    {
        var table = Mapped<T>(ref c, c.Space());
        var copy = c.Copy(table);
        Check.Equal(Error.RevokeFirst, T.Unmap(table));
        Check.Equal(Error.RevokeFirst, T.Unmap(copy));
        c.Delete(copy);
        Check.Success(T.Unmap(table));
    }

    private static void UnmapWithoutSpace<T>(ref Context c)
        where T : struct, ITable
    {
        var space = c.Space();
        var table = Mapped<T>(ref c, space);
        c.Delete(space.Slot);
        Check.Success(T.Unmap(table));
        var other = c.Space();
        T.MakeAbove(ref c, other, Address);
        Check.Success(T.Map(table, other, Address));
    }

    private static void Read(Worker* self) => self->Result0 = *(ulong*)Address;

    private static void UnmapTakesThePages<T>(ref Context c)
        where T : struct, ITable
    {
        var faults = c.Endpoint();
        var table = Mapped<T>(ref c, Root.Space);
        c.MakeTables(Root.Space, Address);
        Check.Success(c.Frame().Map(Root.Space, Address, CapRights.ReadWrite, VmAttributes.Default));
        *(ulong*)Address = 1;
        Check.Success(T.Unmap(table));
        c.Start(c.Worker(&Read, Priorities.Above, faults));
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(Address, message.Word1);
    }

    private static void UnmappedIsEmpty<T>(ref Context c)
        where T : struct, ITable
    {
        var faults = c.Endpoint();
        var table = Mapped<T>(ref c, Root.Space);
        c.MakeTables(Root.Space, Address);
        Check.Success(c.Frame().Map(Root.Space, Address, CapRights.ReadWrite, VmAttributes.Default));
        Check.Success(T.Unmap(table));
        Check.Success(T.Map(table, Root.Space, Address));
        c.Start(c.Worker(&Read, Priorities.Above, faults));
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
    }
}
