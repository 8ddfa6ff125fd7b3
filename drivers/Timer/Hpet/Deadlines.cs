// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Timer.Hpet;

/// <summary>When each timeout passes.</summary>
[InlineArray(TimeoutQueue.Length)]
internal struct Deadlines
{
    private ulong first;
}
