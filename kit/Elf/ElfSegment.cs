// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>One program header.</summary>
/// <param name="Type">Kind of the segment.</param>
/// <param name="Flags">Access rights.</param>
/// <param name="FileOffset">Where its bytes start in the file.</param>
/// <param name="VirtualAddress">Where it runs.</param>
/// <param name="PhysicalAddress">Where a boot loader puts it.</param>
/// <param name="FileSize">Bytes taken from the file.</param>
/// <param name="MemorySize">Bytes taken in memory; the part above <paramref name="FileSize"/> is zero.</param>
/// <param name="Alignment">Required alignment, in bytes.</param>
public sealed record ElfSegment(
    ElfSegmentType Type,
    ElfSegmentFlags Flags,
    ulong FileOffset,
    ulong VirtualAddress,
    ulong PhysicalAddress,
    ulong FileSize,
    ulong MemorySize,
    ulong Alignment)
{
    /// <summary>Whether the virtual address lies in the segment.</summary>
    public bool Contains(ulong address) => address - VirtualAddress < MemorySize;
}
