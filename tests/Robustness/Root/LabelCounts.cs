// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Robustness;

/// <summary>A count for each label.</summary>
[InlineArray((int)Layout.Labels)]
internal struct LabelCounts
{
    private ulong first;
}
