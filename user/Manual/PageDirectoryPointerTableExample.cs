// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on PageDirectoryPointerTable.</summary>
public static class PageDirectoryPointerTableExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(PageDirectoryPointerTable table, Pml4 space)
    {
        // The table serves the 512 GiB around the address.
        Require.Success(table.Map(space, 0x4000_0000, VmAttributes.Default));
    }
}
