// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>Where a jump table lies and how its entries are to be read.</summary>
/// <param name="Address">Address of the first entry.</param>
/// <param name="Origin">Address a relative entry is added to.</param>
/// <param name="IsRelative">Whether entries are 32-bit distances rather than 64-bit addresses.</param>
internal readonly record struct JumpTable(ulong Address, ulong Origin, bool IsRelative);
