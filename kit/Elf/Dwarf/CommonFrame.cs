// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>What several functions have in common: a common information entry.</summary>
/// <param name="CodeUnit">Unit of distances between instructions.</param>
/// <param name="DataUnit">Unit of distances on the stack.</param>
/// <param name="PointerEncoding">How addresses are written. Source: Linux Standard Base 5.0, 10.5.</param>
/// <param name="HasData">Whether the entries of functions have data of their own before the instructions.</param>
/// <param name="Rules">The rules at the first instruction of a function.</param>
internal sealed record CommonFrame(ulong CodeUnit, long DataUnit, byte PointerEncoding, bool HasData, FrameRules Rules);
