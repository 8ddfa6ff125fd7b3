// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>A pin of an I/O APIC.</summary>
/// <param name="IoApic">Which I/O APIC, counted as in the ACPI tables.</param>
/// <param name="Pin">Which pin.</param>
/// <param name="IsLevelTriggered">Level, or edge.</param>
/// <param name="IsActiveLow">Active low, or high.</param>
public sealed record IoApicPin(uint IoApic, Identifier Pin, bool IsLevelTriggered, bool IsActiveLow);
