// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>QEMU's numbers of registers. Source: QEMU 7.2, gdb-xml/i386-64bit.xml.</summary>
internal static class Registers
{
    /// <summary>General registers, from 0 on.</summary>
    public const int General = 16;

    /// <summary>The instruction pointer.</summary>
    public const int Instruction = 16;

    /// <summary>The flags, of four bytes.</summary>
    public const int Flags = 17;

    /// <summary>The code segment, whose lowest two bits are the privilege level.</summary>
    public const int CodeSegment = 18;

    /// <summary>CR3.</summary>
    public const int PageTable = 29;
}
