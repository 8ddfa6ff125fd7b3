// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>Caprock with the card's driver, the virtualisers, a copier and one program that serves.</summary>
internal sealed class CaprockGuest(string configuration = "release") : ISubject
{
    /// <inheritdoc/>
    public string Kernel => Places.System("kernel.elf32", configuration);

    /// <inheritdoc/>
    public string Module => Places.System("netbench.image.elf", configuration);

    /// <inheritdoc/>
    /// <remarks>A release kernel has no console.</remarks>
    public string? ReadyText => null;

    /// <inheritdoc/>
    /// <remarks>The kernel's X64Interrupts says so: the one after the last that user level may have.</remarks>
    public int? TimerVector => 0x9e;

    /// <inheritdoc/>
    public IReadOnlyList<string> Arguments => [];
}
