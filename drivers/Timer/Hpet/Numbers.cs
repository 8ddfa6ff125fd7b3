// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Timer.Hpet;

/// <summary>Numbers of timeouts, or of their places.</summary>
[InlineArray(TimeoutQueue.Length)]
internal struct Numbers
{
    private ushort first;
}
