// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Queues;

/// <summary>A bit for each request that is owed.</summary>
[InlineArray((int)ServerLimits.MostOwed / 64)]
internal struct DoneBits
{
    private ulong first;
}
