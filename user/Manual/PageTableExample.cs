// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on PageTable.</summary>
public static class PageTableExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(PageTable table, Pml4 space)
    {
        // The table serves the 2 MiB around the address.
        Require.Success(table.Map(space, 0x4000_0000, VmAttributes.Default));
    }
}
