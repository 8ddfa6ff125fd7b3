// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Firewall;

/// <summary>The rules of a filter.</summary>
[InlineArray(RuleTable.Places)]
internal struct RuleList
{
    private Rule first;
}
