// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.Host;

/// <summary>A pin of an I/O APIC and how it triggers.</summary>
public readonly record struct HostPin(int IoApic, int Pin, bool IsLevelTriggered, bool IsActiveLow);
