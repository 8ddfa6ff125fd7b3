// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Caprock.Examples.Calculator;

/// <summary>A component that does what it must not, something else in each life.</summary>
[Component("clumsy")]
internal unsafe partial struct Clumsy
{
    // In the kernel's code, which is mapped in every address space.
    private const ulong KernelAddress = 0xffff_ffff_8010_8000;

    public static void Init()
    {
        switch (Configuration.Generation)
        {
            case 0:
                Volatile.Write(ref *(ulong*)0, 1);
                break;
            case 1:
                Volatile.Read(ref *(ulong*)KernelAddress);
                break;
            case 2:
                DisableInterrupts();
                break;
        }
    }

    [RuntimeImport("clumsy_disable_interrupts")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void DisableInterrupts();
}
