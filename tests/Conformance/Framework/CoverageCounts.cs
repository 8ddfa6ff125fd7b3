// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Number of cases by invocation label or system call.</summary>
[InlineArray(Length)]
internal struct CoverageCounts
{
    /// <summary>Most labels and system calls.</summary>
    public const int Length = 128;

    private int first;
}
