// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Room for all groups.</summary>
[InlineArray(Length)]
internal struct CaseGroups
{
    /// <summary>Most groups.</summary>
    public const int Length = 128;

    private CaseGroup first;
}
