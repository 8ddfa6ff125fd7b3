// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Spaces;

/// <summary>One of the paging structures; their invocations refuse the same things.</summary>
internal interface ITable
{
    /// <summary>Type of the object.</summary>
    static abstract ObjectType Type { get; }

    /// <summary>Label of Map.</summary>
    static abstract InvocationLabel MapLabel { get; }

    /// <summary>Label of Unmap.</summary>
    static abstract InvocationLabel UnmapLabel { get; }

    /// <summary>Address bits that one of it covers.</summary>
    static abstract int CoveredBits { get; }

    /// <summary>Makes the levels above it.</summary>
    static abstract void MakeAbove(ref Context c, Pml4 space, ulong address);

    /// <summary>Maps it.</summary>
    static abstract Error Map(ulong table, Pml4 space, ulong address);

    /// <summary>Unmaps it.</summary>
    static abstract Error Unmap(ulong table);
}
