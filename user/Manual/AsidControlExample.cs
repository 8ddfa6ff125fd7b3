// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on AsidControl.</summary>
public static class AsidControlExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(AsidControl asidControl, Untyped untyped)
    {
        // Turn 4 KiB of untyped memory into a pool for 512 more address spaces, put into slot 100.
        Require.Success(asidControl.MakePool(untyped, RootCNode.Node, 100, RootCNode.FullDepth));
    }
}
