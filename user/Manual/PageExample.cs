// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on Page.</summary>
public static class PageExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(Page frame, Pml4 space)
    {
        // Map a frame, then take away the right to write, then the whole mapping.
        Require.Success(frame.Map(space, 0x1000_0000, CapRights.ReadWrite, VmAttributes.Default));
        Require.Success(frame.Map(space, 0x1000_0000, CapRights.Read, VmAttributes.Default));
        Require.Success(frame.Unmap());
    }
}
