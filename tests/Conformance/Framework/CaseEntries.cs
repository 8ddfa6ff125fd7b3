// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Room for all cases.</summary>
[InlineArray(Length)]
internal struct CaseEntries
{
    /// <summary>Most cases.</summary>
    public const int Length = 1024;

    private CaseEntry first;
}
