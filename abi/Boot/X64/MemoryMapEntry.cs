// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot.X64;

/// <summary>A range of the boot loader's memory map. Source: Multiboot 0.6.96, 3.3.</summary>
[Record(IsPacked = true)]
[CName("seL4_X86_mb_mmap")]
public struct MemoryMapEntry
{
    /// <summary>Bytes of the entry.</summary>
    [CName("size")]
    public uint Size;

    /// <summary>Physical address.</summary>
    [CName("base_addr")]
    public ulong BaseAddress;

    /// <summary>Bytes of the range.</summary>
    [CName("length")]
    public ulong Length;

    /// <summary>1 for memory that may be used.</summary>
    [CName("type")]
    public uint Type;
}
