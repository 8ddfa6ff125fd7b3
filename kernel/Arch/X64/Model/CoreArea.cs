// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Kernel.Arch.X64;

/// <summary>What one core has for itself. Asm/Context.inc has the same offsets.</summary>
/// <remarks>Source for the task-state segment (from 0x1c, 104 bytes): Intel SDM 3A, figure 8-11.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 0x100)]
public unsafe struct CoreArea
{
    /// <summary>Offset of the task-state segment.</summary>
    public const int TaskStateOffset = 0x1c;

    /// <summary>Its limit.</summary>
    public const int TaskStateLimit = 103;

    /// <summary>Offset of the global descriptor table.</summary>
    public const int DescriptorsOffset = 0x90;

    /// <summary>Its entries.</summary>
    public const int DescriptorCount = 8;

    /// <summary>The user's stack pointer for an instruction or two of the system-call entry.</summary>
    [FieldOffset(0x00)]
    public ulong UserStack;

    /// <summary>RSP0: end of the processor's frame in the running thread's context.</summary>
    [FieldOffset(0x20)]
    public ulong ContextEnd;

    /// <summary>IST1: stack of double faults and machine checks.</summary>
    [FieldOffset(0x40)]
    public ulong FaultStackTop;

    /// <summary>IST2: stack of non-maskable interrupts.</summary>
    [FieldOffset(0x48)]
    public ulong NmiStackTop;

    /// <summary>IST3: stack of debug exceptions, in profiles with breakpoints.</summary>
    [FieldOffset(0x50)]
    public ulong DebugStackTop;

    /// <summary>Offset of the port-permission map: behind the limit, so that there is none.</summary>
    [FieldOffset(0x82)]
    public ushort PortMapOffset;

    /// <summary>Global descriptor table.</summary>
    [FieldOffset(DescriptorsOffset)]
    public fixed ulong Descriptors[DescriptorCount];
}
