// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Mutate.</summary>
internal readonly struct MutateInsertion : IInsertion
{
    public static InvocationLabel Label => InvocationLabel.CNodeMutate;

    public static int Words => InvocationShapes.CNodeMutateWords;

    public static Error Run(CNode node, ulong index, ulong depth, ulong sourceRoot, ulong sourceIndex, ulong sourceDepth) =>
        node.Mutate(index, (byte)depth, new CNode(sourceRoot), sourceIndex, (byte)sourceDepth, 0);
}
