// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on PageDirectory.</summary>
public static class PageDirectoryExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(PageDirectory directory, Pml4 space)
    {
        // The directory serves the gigabyte around the address.
        Require.Success(directory.Map(space, 0x4000_0000, VmAttributes.Default));
    }
}
