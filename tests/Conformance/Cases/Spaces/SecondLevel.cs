// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>Page directories.</summary>
internal readonly struct SecondLevel : ITable
{
    public static ObjectType Type => ObjectType.PageDirectory;

    public static InvocationLabel MapLabel => InvocationLabel.PageDirectoryMap;

    public static InvocationLabel UnmapLabel => InvocationLabel.PageDirectoryUnmap;

    public static int CoveredBits => 30;

    public static void MakeAbove(ref Context c, Pml4 space, ulong address)
    {
        Check.Success(new PageDirectoryPointerTable(c.Create(ObjectType.PageDirectoryPointerTable))
            .Map(space, address, VmAttributes.Default));
    }

    public static Error Map(ulong table, Pml4 space, ulong address) => new PageDirectory(table).Map(space, address, VmAttributes.Default);

    public static Error Unmap(ulong table) => new PageDirectory(table).Unmap();
}
