// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>The flags register. Source: Intel SDM 1, 3.4.3.</summary>
public static class X64Flags
{
    /// <summary>Reserved bit that is always one, and interrupts on.</summary>
    public const ulong AlwaysSet = 0x202;

    /// <summary>What user level may choose: CF, PF, AF, ZF, SF, TF, DF, OF, AC, ID.</summary>
    public const ulong UserMask = 0x24_0dd5;

    /// <summary>The nearest value that is harmless in user mode.</summary>
    public static ulong Sanitise(ulong flags) => (flags & UserMask) | AlwaysSet;
}
