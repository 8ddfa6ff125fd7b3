// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>Breakpoints and single steps.</summary>
public static unsafe partial class Traps
{
    static partial void DebugTrap(ulong vector, ref bool isServed) => isServed = X64ThreadDebug.TryTrap(vector);
}
