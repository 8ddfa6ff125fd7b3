// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on Untyped.</summary>
public static class UntypedExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(Untyped untyped)
    {
        // Sixteen endpoints in slots 100 to 115, and a CNode of 256 slots in slot 116.
        Require.Success(untyped.Retype(ObjectType.Endpoint, 0, RootCNode.Node, 0, 0, 100, 16));
        Require.Success(untyped.Retype(ObjectType.CapTable, 8, RootCNode.Node, 0, 0, 116, 1));
    }
}
