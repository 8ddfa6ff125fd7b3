// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Firewall;

/// <summary>Places for flows.</summary>
[InlineArray(FlowTable.Places)]
internal struct FlowList
{
    private Flow first;
}
