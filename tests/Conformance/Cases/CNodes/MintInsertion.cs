// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Mint.</summary>
internal readonly struct MintInsertion : IInsertion
{
    public static InvocationLabel Label => InvocationLabel.CNodeMint;

    public static int Words => InvocationShapes.CNodeMintWords;

    public static Error Run(CNode node, ulong index, ulong depth, ulong sourceRoot, ulong sourceIndex, ulong sourceDepth) =>
        node.Mint(index, (byte)depth, new CNode(sourceRoot), sourceIndex, (byte)sourceDepth, CapRights.All, 0);
}
