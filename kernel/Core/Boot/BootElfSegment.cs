// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Boot;

/// <summary>A program header. Source: System V ABI, figure 5-1 (64-bit).</summary>
public struct BootElfSegment
{
    /// <summary>Flag of code.</summary>
    public const uint Executable = 1;

    /// <summary>Flag of data.</summary>
    public const uint Writable = 2;

    public uint Type;
    public uint Flags;
    public ulong Offset;
    public ulong Address;
    public ulong PhysicalAddress;
    public ulong FileBytes;
    public ulong MemoryBytes;
    public ulong Alignment;
}
