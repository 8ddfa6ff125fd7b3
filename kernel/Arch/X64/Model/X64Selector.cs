// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>Selectors of the global descriptor table.</summary>
/// <remarks>SYSCALL and SYSRET fix the order. Source: AMD64 APM 2, 6.1.1; Intel SDM 2B, SYSCALL and SYSRET.</remarks>
public static class X64Selector
{
    /// <summary>Kernel code; SYSCALL loads it.</summary>
    public const ulong KernelCode = 0x08;

    /// <summary>Kernel stack; SYSCALL loads it.</summary>
    public const ulong KernelData = 0x10;

    /// <summary>What SYSRET adds 8 (stack) and 16 (code) to, with privilege level 3.</summary>
    public const ulong SysretBase = 0x1b;

    /// <summary>User stack.</summary>
    public const ulong UserData = 0x23;

    /// <summary>User code, 64 bits.</summary>
    public const ulong UserCode = 0x2b;

    /// <summary>Task-state segment of the core; two entries long.</summary>
    public const ulong TaskState = 0x30;
}
