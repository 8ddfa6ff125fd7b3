// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Conformance.Framework;

/// <summary>Kinds of failure of a case.</summary>
internal enum FailureKind
{
    /// <summary>A number is not the expected one.</summary>
    Number,

    /// <summary>An error is not the expected one.</summary>
    Error,

    /// <summary>Something does not hold.</summary>
    Condition,

    /// <summary>The case's thread faulted.</summary>
    CaseFault,

    /// <summary>A worker faulted that should not.</summary>
    WorkerFault,

    /// <summary>The case took too long.</summary>
    Timeout,

    /// <summary>What the case made could not all be taken back.</summary>
    Leftover,
}
