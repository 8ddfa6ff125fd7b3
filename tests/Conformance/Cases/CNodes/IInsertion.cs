// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>One of the invocations that put a capability into an empty slot; they refuse the same things.</summary>
internal interface IInsertion
{
    /// <summary>Its label.</summary>
    static abstract InvocationLabel Label { get; }

    /// <summary>Words of its message.</summary>
    static abstract int Words { get; }

    /// <summary>Invokes it, without a new badge and with all rights.</summary>
    static abstract Error Run(CNode node, ulong index, ulong depth, ulong sourceRoot, ulong sourceIndex, ulong sourceDepth);
}
