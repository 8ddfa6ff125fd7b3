// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Components;

/// <summary>Room for a line of the monitor.</summary>
[InlineArray(256)]
internal struct MonitorLine
{
    private byte first;
}
