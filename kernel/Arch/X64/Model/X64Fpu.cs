// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Floating-point and vector state: always a thread's own, or switched off.</summary>
/// <remarks>Before a thread enters user mode either the registers hold its state (it is FpuOwner) or CR0.TS is set and their
/// use is a fault (TcbFlags.FpuDisabled). So nothing leaks. Threads without floating point leave the owner's state in the
/// registers, and the owner leaves CR0.TS as those need it until it uses them (TryResume): switching between it and those costs
/// nothing.</remarks>
public static unsafe class X64Fpu
{
    // Source: Intel SDM 1, 8.1.5 (FNINIT's control word) and 11.6.4 (MXCSR after reset).
    private const ulong InitialControlWord = 0x37f;
    private const uint InitialMxcsr = 0x1f80;
    private const int MxcsrOffset = 24;

    /// <summary>The save area: the last part of the thread's object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Area(Tcb* thread) => (byte*)thread + (1 << ObjectSizes.TcbBits) - ProfileParameters.FpuStateBytes;

    /// <summary>Gives a new thread, in cleared memory, the state after reset.</summary>
    public static void Initialise(Tcb* thread)
    {
        byte* area = Area(thread);
        *(ulong*)area = InitialControlWord;
        *(uint*)(area + MxcsrOffset) = InitialMxcsr;
    }

    /// <summary>Prepares the registers for a thread that is about to run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SwitchTo(X64ProcessorState* processor, Tcb* thread)
    {
        if ((thread->Flags & (uint)TcbFlags.FpuDisabled) != 0)
        {
            if (processor->IsFpuEnabled)
            {
                Enable(processor, false);
            }
        }
        else if (processor->FpuOwner != thread)
        {
            Tcb* owner = processor->FpuOwner;
            if (owner == null || !processor->IsFpuEnabled)
            {
                Load(processor, thread);
                return;
            }

            processor->FpuOwner = thread;
            Hardware.ExchangeFpu(Area(owner), Area(thread));
        }
    }

    /// <summary>The running thread met CR0.TS: switches the registers on if they are its own, for the instruction to be repeated.</summary>
    public static bool TryResume(X64ProcessorState* processor, Tcb* thread)
    {
        bool isOwner = (thread->Flags & (uint)TcbFlags.FpuDisabled) == 0 && processor->FpuOwner == thread;
        if (isOwner)
        {
            Enable(processor, true);
        }

        return isOwner;
    }

    /// <summary>Whether SwitchTo would have nothing to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsReady(X64ProcessorState* processor, Tcb* thread) =>
        (thread->Flags & (uint)TcbFlags.FpuDisabled) != 0
            ? !processor->IsFpuEnabled
            : processor->FpuOwner == thread;

    /// <summary>Drops the state of a thread that is going away.</summary>
    public static void Release(X64ProcessorState* processor, Tcb* thread)
    {
        if (processor->FpuOwner == thread)
        {
            processor->FpuOwner = null;
        }
    }

    /// <summary>Loads a thread's state when the registers are switched off, or nobody's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Load(X64ProcessorState* processor, Tcb* thread)
    {
        if (!processor->IsFpuEnabled)
        {
            Enable(processor, true);
        }

        Tcb* owner = processor->FpuOwner;
        processor->FpuOwner = thread;
        if (owner != null)
        {
            Hardware.ExchangeFpu(Area(owner), Area(thread));
        }
        else
        {
            Hardware.LoadFpu(Area(thread));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Enable(X64ProcessorState* processor, bool isEnabled)
    {
        processor->IsFpuEnabled = isEnabled;
        if (isEnabled)
        {
            Hardware.ClearTaskSwitched();
        }
        else
        {
            Hardware.SetTaskSwitched();
        }
    }
}
