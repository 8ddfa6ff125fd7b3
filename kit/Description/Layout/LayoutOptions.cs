// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Layout;

/// <summary>What a layout depends on besides the description and its programs.</summary>
public sealed record LayoutOptions
{
    /// <summary>Path of the monitor's program, a C# component.</summary>
    public required string MonitorPath { get; init; }

    /// <summary>Slots of the initialiser's root CNode, as a power of two: those of the kernel's Microkit profile.</summary>
    public int RootCNodeBits { get; init; } = 17;
}
