// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Systems;

/// <summary>A memory region in an address space.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">Name of its setvar_vaddr; null without one.</param>
/// <param name="Address">Where it is mapped.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsWritable">Whether it may be written.</param>
internal sealed record RegionView(string Name, string? Symbol, ulong Address, ulong Bytes, bool IsWritable);
