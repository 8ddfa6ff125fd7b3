// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on AsidPool.</summary>
public static class AsidPoolExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(AsidPool pool, Pml4 space)
    {
        // A new top-level table can be used as an address space once it has an identifier.
        Require.Success(pool.Assign(space));
    }
}
