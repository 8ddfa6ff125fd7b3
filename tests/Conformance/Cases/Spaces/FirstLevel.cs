// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>Page tables.</summary>
internal readonly struct FirstLevel : ITable
{
    public static ObjectType Type => ObjectType.PageTable;

    public static InvocationLabel MapLabel => InvocationLabel.PageTableMap;

    public static InvocationLabel UnmapLabel => InvocationLabel.PageTableUnmap;

    public static int CoveredBits => 21;

    public static void MakeAbove(ref Context c, Pml4 space, ulong address)
    {
        SecondLevel.MakeAbove(ref c, space, address);
        Check.Success(new PageDirectory(c.Create(ObjectType.PageDirectory)).Map(space, address, VmAttributes.Default));
    }

    public static Error Map(ulong table, Pml4 space, ulong address) => new PageTable(table).Map(space, address, VmAttributes.Default);

    public static Error Unmap(ulong table) => new PageTable(table).Unmap();
}
