// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Robustness;

/// <summary>A count for each attacker.</summary>
[InlineArray(Layout.Attackers)]
internal struct AttackerCounts
{
    private ulong first;
}
