// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on IoPortControl.</summary>
public static class IoPortControlExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(IoPortControl ports)
    {
        // A capability to the eight ports of COM1, in slot 100.
        Require.Success(ports.Issue(0x3f8, 0x3ff, RootCNode.Node, 100, RootCNode.FullDepth));
    }
}
