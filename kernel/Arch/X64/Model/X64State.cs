// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Arch.X64;

/// <summary>What the kernel knows of this architecture beyond its objects. Alias: ArchState.</summary>
/// <remarks>Boot fills in what describes the machine; everything starts as zero.</remarks>
public unsafe struct X64State
{
    private const int AsidPoolCount = 1 << Limits.AsidPoolCountBits;
    private const int StaleAsidWords = (1 << (Limits.AsidPoolCountBits + Limits.AsidPoolIndexBits)) / Limits.WordBits;

    /// <summary>Whose registers the processor holds.</summary>
    public X64ProcessorState Processor;

    /// <summary>Address space in use: physical address of its root, with its identifier in the low 12 bits.</summary>
    public ulong CurrentRoot;

    /// <summary>Physical address of the kernel's own root, which has identifier 0 and maps nothing of any user.</summary>
    public ulong KernelRoot;

    /// <summary>The kernel's own root in its window; its last entry is that of every address space.</summary>
    public ulong* KernelRootTable;

    /// <summary>Whether CR3 carries the identifier (CR4.PCIDE), so that translations survive a switch.</summary>
    public bool HasPcid;

    /// <summary>Whether the processor has no pages of 1 GiB.</summary>
    public bool LacksHugePages;

    /// <summary>Pools of address-space identifiers: addresses in the kernel's window, zero where there is none.</summary>
    public fixed ulong AsidPools[AsidPoolCount];

    /// <summary>A bit for each identifier whose cached translations have to go before it is used again.</summary>
    public fixed ulong StaleAsids[StaleAsidWords];

    /// <summary>A bit for each I/O port that some capability conveys: X64Ports.BitmapWords words.</summary>
    public ulong* PortsInUse;
}
