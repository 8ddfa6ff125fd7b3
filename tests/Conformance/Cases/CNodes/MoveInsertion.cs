// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Move.</summary>
internal readonly struct MoveInsertion : IInsertion
{
    public static InvocationLabel Label => InvocationLabel.CNodeMove;

    public static int Words => InvocationShapes.CNodeMoveWords;

    public static Error Run(CNode node, ulong index, ulong depth, ulong sourceRoot, ulong sourceIndex, ulong sourceDepth) =>
        node.Move(index, (byte)depth, new CNode(sourceRoot), sourceIndex, (byte)sourceDepth);
}
