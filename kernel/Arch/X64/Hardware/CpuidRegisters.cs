// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Kernel.Arch.X64;

/// <summary>What the CPUID instruction returns.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CpuidRegisters
{
    public uint Eax;
    public uint Ebx;
    public uint Ecx;
    public uint Edx;
}
