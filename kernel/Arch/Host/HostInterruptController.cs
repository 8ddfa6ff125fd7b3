// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Generic;

namespace Caprock.Kernel.Arch.Host;

/// <summary>I/O APICs and what their pins are connected to.</summary>
public sealed class HostInterruptController
{
    /// <summary>Number of pins of each I/O APIC.</summary>
    public List<int> PinCounts { get; } = [24];

    /// <summary>Connected pins by interrupt.</summary>
    public Dictionary<ulong, HostPin> Pins { get; } = [];

    /// <summary>Interrupts whose line is held back.</summary>
    public HashSet<ulong> Masked { get; } = [];
}
