// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>The bases of FS and GS of threads.</summary>
/// <remarks>They are written at every switch between threads, even to the same value: user level can change them behind the
/// kernel's back by loading a selector (Source: Intel SDM 3A, 3.4.4).</remarks>
public static unsafe class X64SegmentBases
{
    /// <summary>Loads the bases of a thread, after storing what the last one made of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SwitchTo(X64ProcessorState* processor, Tcb* thread)
    {
        Tcb* last = processor->BaseOwner;
        if (last == thread)
        {
            return;
        }

        processor->BaseOwner = thread;
        if (last != null && processor->HasFsGsBase)
        {
            Hardware.ExchangeBases(&last->Arch.FsBase, &thread->Arch.FsBase);
        }
        else
        {
            Load(processor, thread);
        }
    }

    /// <summary>A thread's FS base, or its GS base.</summary>
    public static ulong Get(Tcb* thread, bool isFs)
    {
        StoreOf(thread);
        return isFs ? thread->Arch.FsBase : thread->Arch.GsBase;
    }

    /// <summary>Sets a thread's FS base, or its GS base, to a canonical address.</summary>
    public static void Set(Tcb* thread, bool isFs, ulong value)
    {
        StoreOf(thread);
        if (isFs)
        {
            thread->Arch.FsBase = value;
        }
        else
        {
            thread->Arch.GsBase = value;
        }

        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        if (processor->BaseOwner == thread)
        {
            Load(processor, thread);
        }
    }

    /// <summary>Forgets a thread that is going away.</summary>
    public static void Release(X64ProcessorState* processor, Tcb* thread)
    {
        if (processor->BaseOwner == thread)
        {
            processor->BaseOwner = null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Load(X64ProcessorState* processor, Tcb* thread)
    {
        if (processor->HasFsGsBase)
        {
            Hardware.LoadBases(&thread->Arch.FsBase);
        }
        else
        {
            Hardware.WriteMsr(X64Msr.FsBase, thread->Arch.FsBase);
            Hardware.WriteMsr(X64Msr.GsBase, thread->Arch.GsBase);
        }
    }

    /// <summary>Brings a thread's fields up to date if its bases are loaded and user level may have changed them.</summary>
    private static void StoreOf(Tcb* thread)
    {
        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        if (processor->BaseOwner == thread && processor->HasFsGsBase)
        {
            Hardware.StoreBases(&thread->Arch.FsBase);
        }
    }
}
