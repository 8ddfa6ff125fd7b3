// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on CNode.</summary>
public static class CNodeExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(ulong endpoint)
    {
        // Give a client (badge 7) the right to call, in slot 100, and take back everything given so far.
        var rights = CapRights.Create(canGrantReply: true, canGrant: false, canRead: false, canWrite: true);
        Require.Success(RootCNode.Node.Mint(
            100, RootCNode.FullDepth, RootCNode.Node, endpoint, RootCNode.FullDepth, rights, 7));
        Require.Success(RootCNode.Node.Revoke(endpoint, RootCNode.FullDepth));
    }
}
