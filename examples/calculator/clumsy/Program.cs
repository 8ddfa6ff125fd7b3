// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.User;

namespace Caprock.Examples.Calculator;

/// <summary>A component that does what it must not, something else in each life.</summary>
internal static unsafe class Program
{
    // In the kernel's code, which is mapped in every address space.
    private const ulong KernelAddress = 0xffff_ffff_8010_8000;

    [RuntimeExport("caprock_main")]
    private static void Main(StartBlock* start)
    {
        IpcBuffer.Initialise(start->IpcBufferAddress);
        switch (start->Argument)
        {
            case 0:
                Volatile.Write(ref *(ulong*)0, 1);
                break;
            case 1:
                Volatile.Write(ref start->Argument, Volatile.Read(ref *(ulong*)KernelAddress));
                break;
            case 2:
                DisableInterrupts();
                break;
        }

        Kernel.Wait(ComponentSlots.Ready);
    }

    [RuntimeImport("clumsy_disable_interrupts")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void DisableInterrupts();
}
