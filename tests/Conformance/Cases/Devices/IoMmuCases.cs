// SPDX-License-Identifier: BSD-2-Clause
#if CAPROCK_IO_MMU
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Devices;

/// <summary>The objects of an IOMMU, which no machine here has: they can be made, and every invocation is refused (CAVEATS.md).</summary>
internal static unsafe class IoMmuCases
{
    private const InvocationLabel Map = InvocationLabel.IoPageTableMap;
    private const InvocationLabel Unmap = InvocationLabel.IoPageTableUnmap;
    private const InvocationLabel MapIo = InvocationLabel.PageMapIo;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("io-page-table"u8);
        CaseList.Add("retype-copy-delete"u8, InvocationLabel.UntypedRetype, &Retype);
        CaseList.Add("map"u8, Map, &MapTable);
        CaseList.Add("unmap"u8, Unmap, &UnmapTable);
        CaseList.Add("frame"u8, MapIo, &MapFrame);
        CaseList.Add("frame-that-is-mapped"u8, MapIo, &MapMappedFrame);
        CaseList.Add("unknown-label"u8, Unmap, &UnknownLabel);
        CaseList.Add("initial-thread-has-no-space"u8, Map, &NoSpace);
    }

    private static IoPageTable Table(ref Context c) => new(c.Create(ObjectType.IoPageTable));

    private static void Retype(ref Context c)
    {
        var memory = c.Untyped(ObjectSizes.IoPageTableBits);
        var slot = c.Slot();
        for (var i = 0; i < 3; i++)
        {
            Check.Success(memory.Retype(ObjectType.IoPageTable, 0, c.Node, 0, 0, slot, 1));
            c.Delete(c.Copy(slot));
            c.Delete(slot);
        }
    }

    private static void MapTable(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, Table(ref c).Map(new IoSpace(c.Endpoint()), 0));
        Check.Equal(Error.IllegalOperation, c.Invoke(Table(ref c).Slot, Map));
    }

    private static void UnmapTable(ref Context c) => Check.Equal(Error.IllegalOperation, Table(ref c).Unmap());

    private static void MapFrame(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, c.Frame().MapIo(new IoSpace(c.Endpoint()), CapRights.ReadWrite, 0));
        Check.Equal(Error.IllegalOperation, c.Invoke(c.Frame().Slot, MapIo));
    }

    private static void MapMappedFrame(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var frame = c.MappedFrame(Root.Space, Address);
        Check.Equal(Error.IllegalOperation, frame.MapIo(new IoSpace(c.Endpoint()), CapRights.ReadWrite, 0));
        *(ulong*)Address = 3;
        Check.Equal(3, *(ulong*)Address);
    }

    private static void UnknownLabel(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.Invoke(Table(ref c).Slot, InvocationLabel.PageMap, 3));

    private static void NoSpace(ref Context c) => Check.That(c.IsEmpty((ulong)RootSlot.IoSpace));
}
#endif
