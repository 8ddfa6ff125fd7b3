// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>The bases of FS and GS of threads.</summary>
/// <remarks>They are written at every switch between threads, even to the same value: user level can change them behind the
/// kernel's back by loading a selector (Source: Intel SDM 3A, 3.4.4).</remarks>
public static unsafe class X64SegmentBases
{
    /// <summary>Loads the bases of a thread (none when null), after saving what the last one made of its own.</summary>
    public static void SwitchTo(X64ProcessorState* processor, Tcb* thread)
    {
        Tcb* last = processor->BaseOwner;
        if (last != null && processor->HasFsGsBase)
        {
            last->Arch.FsBase = Hardware.ReadFsBase();
            last->Arch.GsBase = Hardware.ReadUserGsBase();
        }

        processor->BaseOwner = thread;
        if (thread != null)
        {
            Load(processor, thread);
        }
    }

    /// <summary>A thread's FS base, or its GS base.</summary>
    public static ulong Get(Tcb* thread, bool isFs)
    {
        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        if (processor->BaseOwner == thread && processor->HasFsGsBase)
        {
            return isFs ? Hardware.ReadFsBase() : Hardware.ReadUserGsBase();
        }

        return isFs ? thread->Arch.FsBase : thread->Arch.GsBase;
    }

    /// <summary>Sets a thread's FS base, or its GS base, to a canonical address.</summary>
    public static void Set(Tcb* thread, bool isFs, ulong value)
    {
        X64ProcessorState* processor = &Machine.State->Arch.Processor;
        if (processor->BaseOwner == thread)
        {
            SwitchTo(processor, null);
        }

        if (isFs)
        {
            thread->Arch.FsBase = value;
        }
        else
        {
            thread->Arch.GsBase = value;
        }

        if (thread == Machine.State->CurrentThread)
        {
            SwitchTo(processor, thread);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(X64ProcessorState* processor, Tcb* thread)
    {
        if (processor->HasFsGsBase)
        {
            Hardware.WriteFsBase(thread->Arch.FsBase);
            Hardware.WriteUserGsBase(thread->Arch.GsBase);
        }
        else
        {
            Hardware.WriteMsr(X64Msr.FsBase, thread->Arch.FsBase);
            Hardware.WriteMsr(X64Msr.KernelGsBase, thread->Arch.GsBase);
        }
    }
}
