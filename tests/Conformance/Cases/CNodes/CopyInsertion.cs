// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Copy.</summary>
internal readonly struct CopyInsertion : IInsertion
{
    public static InvocationLabel Label => InvocationLabel.CNodeCopy;

    public static int Words => InvocationShapes.CNodeCopyWords;

    public static Error Run(CNode node, ulong index, ulong depth, ulong sourceRoot, ulong sourceIndex, ulong sourceDepth) =>
        node.Copy(index, (byte)depth, new CNode(sourceRoot), sourceIndex, (byte)sourceDepth, CapRights.All);
}
