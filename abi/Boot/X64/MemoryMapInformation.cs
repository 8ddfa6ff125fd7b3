// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot.X64;

/// <summary>The additional boot information that carries the memory map.</summary>
[Record(IsPacked = true)]
[CName("seL4_X86_BootInfo_mmap")]
public struct MemoryMapInformation
{
    /// <summary>Head.</summary>
    [CName("header")]
    public BootInfoHeader Header;

    /// <summary>Bytes of the entries in use.</summary>
    [CName("mmap_length")]
    public uint LengthBytes;

    /// <summary>The entries.</summary>
    [Repeated(50)]
    [CName("mmap")]
    public MemoryMapEntry Entries;
}
