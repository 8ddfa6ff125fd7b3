// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Conformance.Framework;

/// <summary>Why a case failed.</summary>
internal struct Failure
{
    /// <summary>What kind of thing went wrong.</summary>
    public FailureKind Kind;

    /// <summary>Value expected, or label of the fault.</summary>
    public ulong Expected;

    /// <summary>Value found, or address of the instruction that faulted.</summary>
    public ulong Actual;

    /// <summary>Another word of a fault message.</summary>
    public ulong Detail;

    /// <summary>Line of the check.</summary>
    public int Line;
}
