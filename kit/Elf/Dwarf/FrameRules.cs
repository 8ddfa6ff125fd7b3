// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>How to get from a function to its caller: the caller's stack pointer, and where its frame pointer was saved.</summary>
/// <param name="Base">The register that the caller's stack pointer is computed from.</param>
/// <param name="Offset">The caller's stack pointer minus this register.</param>
/// <param name="FramePointer">Where the caller's frame pointer is, counted from its stack pointer; null when the register still has it.</param>
/// <param name="ReturnAddress">Where the return address is, counted from the caller's stack pointer; null when nobody called.</param>
public readonly record struct FrameRules(FrameBase Base, long Offset, long? FramePointer, long? ReturnAddress);
