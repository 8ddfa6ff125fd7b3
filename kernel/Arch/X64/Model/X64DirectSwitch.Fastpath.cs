// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>What a fast path leaves to the entry stub: whom to continue, and what to load for it before. Alias: DirectSwitch.</summary>
public readonly unsafe struct X64DirectSwitch(Tcb* thread, ulong load) : IDirectSwitch<X64DirectSwitch>
{
    /// <summary>There is more to load than the stub can: it calls Complete.</summary>
    public const ulong Everything = ulong.MaxValue;

    /// <summary>The thread, null when the fast path did not apply.</summary>
    public readonly Tcb* Thread = thread;

    /// <summary>CR3 and the segment bases; zero for the segment bases alone; or Everything.</summary>
    public readonly ulong Load = load;

    /// <remarks>The stub exchanges the segment bases by their instructions, and loads CR3 without an identifier, whose highest
    /// bit tells it from Everything. Floating point and breakpoints it leaves alone.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static X64DirectSwitch Prepare(Tcb* thread)
    {
        KernelState* kernel = Machine.State;
        kernel->CurrentThread = thread;
        ulong load = Everything;
        if (ProfileParameters.HasFsGsBaseInstructions
            && !ProfileParameters.HasHardwareDebug
            && !kernel->Arch.HasPcid
            && X64Fpu.IsReady(&kernel->Arch.Processor, thread)
            && new Capability(thread->VSpaceRoot.Word0, 0).TryAsPml4(out Pml4Capability space))
        {
            ulong root = X64Paging.SpaceOf((ulong*)space.ObjectAddress);
            if (root != 0)
            {
                load = root == kernel->Arch.CurrentRoot ? 0 : root & ~X64Tlb.AsidMask;
                kernel->Arch.CurrentRoot = root;
                kernel->Arch.Processor.BaseOwner = thread;
            }
        }

        return new X64DirectSwitch(thread, load);
    }

    public static Tcb* Complete(X64DirectSwitch prepared)
    {
        if (prepared.Thread != null)
        {
            X64AddressSpaces.SwitchTo(prepared.Thread);
            X64ThreadContext.SwitchTo(prepared.Thread);
        }

        return prepared.Thread;
    }
}
