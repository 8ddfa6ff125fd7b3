// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>What is measured: an operating system with a program that answers.</summary>
internal interface ISubject
{
    /// <summary>What the virtual machine loads as its kernel.</summary>
    string Kernel { get; }

    /// <summary>What it loads beside it.</summary>
    string Module { get; }

    /// <summary>What the serial line says when the program answers; null for a subject that says nothing.</summary>
    string? ReadyText { get; }

    /// <summary>
    /// The vector of the kernel's own timer, whose interrupts are no device's; null where it is behind all those of devices.
    /// </summary>
    int? TimerVector { get; }

    /// <summary>More arguments for QEMU.</summary>
    IReadOnlyList<string> Arguments { get; }
}
