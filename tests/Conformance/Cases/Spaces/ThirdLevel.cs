// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>Page-directory-pointer tables: only the root is above them.</summary>
internal readonly struct ThirdLevel : ITable
{
    public static ObjectType Type => ObjectType.PageDirectoryPointerTable;

    public static InvocationLabel MapLabel => InvocationLabel.PageDirectoryPointerTableMap;

    public static InvocationLabel UnmapLabel => InvocationLabel.PageDirectoryPointerTableUnmap;

    public static int CoveredBits => 39;

    public static void MakeAbove(ref Context c, Pml4 space, ulong address)
    {
    }

    public static Error Map(ulong table, Pml4 space, ulong address) =>
        new PageDirectoryPointerTable(table).Map(space, address, VmAttributes.Default);

    public static Error Unmap(ulong table) => new PageDirectoryPointerTable(table).Unmap();
}
