// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on Pml4.</summary>
public static class Pml4Example
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(Untyped untyped, AsidPool pool, ulong slot)
    {
        // A new address space: make the top-level table, then give it an identifier.
        Require.Success(RootCNode.Retype(untyped, ObjectType.Pml4, 0, slot));
        Require.Success(pool.Assign(new Pml4(slot)));
    }
}
