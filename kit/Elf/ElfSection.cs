// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>One section header.</summary>
/// <param name="Name">Name from the section name table.</param>
/// <param name="Type">Kind of the section.</param>
/// <param name="Flags">Attributes.</param>
/// <param name="Address">Virtual address, 0 when it is not in memory.</param>
/// <param name="FileOffset">Where its bytes start in the file.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Link">Index of a section this one refers to.</param>
/// <param name="EntrySize">Size of one entry of a table, in bytes.</param>
/// <param name="Alignment">Required alignment, in bytes.</param>
public sealed record ElfSection(
    string Name,
    ElfSectionType Type,
    ElfSectionFlags Flags,
    ulong Address,
    ulong FileOffset,
    ulong Size,
    uint Link,
    ulong EntrySize,
    ulong Alignment)
{
    /// <summary>Whether the section occupies memory at run time.</summary>
    public bool IsAllocated => (Flags & ElfSectionFlags.Allocate) != 0;

    /// <summary>Whether the section contains instructions.</summary>
    public bool IsExecutable => (Flags & ElfSectionFlags.Execute) != 0;

    /// <summary>Whether the section may be written at run time.</summary>
    public bool IsWritable => (Flags & ElfSectionFlags.Write) != 0;

    /// <summary>Whether the virtual address lies in the section.</summary>
    public bool Contains(ulong address) => IsAllocated && address - Address < Size;
}
