// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Which address space is loaded, and what the processor may remember of the others.</summary>
/// <remarks>
/// Invariant: a cached translation that no table has any more belongs to an identifier whose bit in StaleAsids is set, and
/// that is not the loaded one. Such an identifier's translations go when it is next loaded. Without process-context identifiers
/// every load drops all translations, and the bits mean nothing.
/// Source: Intel SDM 3A, 4.10.4.1 (INVLPG drops a page's translations of the current identifier, whatever their size, and its
/// paging-structure caches; MOV to CR3 drops those of the identifier loaded unless bit 63 is set).
/// </remarks>
public static unsafe class X64Tlb
{
    /// <summary>Bits of an identifier in CR3.</summary>
    public const ulong AsidMask = (1 << (Limits.AsidPoolCountBits + Limits.AsidPoolIndexBits)) - 1;

    private const ulong KeepTranslations = 1UL << 63;
    private const int BitsPerWordShift = 6;

    /// <summary>Loads an address space: physical address of its root, with its identifier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(X64State* state, ulong root)
    {
        state->CurrentRoot = root;
        if (state->HasPcid)
        {
            LoadTagged(state, root);
        }
        else
        {
            Hardware.WriteCr3(root & ~AsidMask);
        }
    }

    /// <summary>Drops what the processor remembers of a page.</summary>
    public static void InvalidatePage(ulong asid, ulong address)
    {
        X64State* state = &Machine.State->Arch;
        if ((state->CurrentRoot & AsidMask) == asid)
        {
            Hardware.InvalidatePage(address);
        }
        else
        {
            MarkStale(state, asid);
        }
    }

    /// <summary>Drops what the processor remembers of an address space.</summary>
    public static void InvalidateSpace(ulong asid)
    {
        X64State* state = &Machine.State->Arch;
        MarkStale(state, asid);
        if ((state->CurrentRoot & AsidMask) == asid)
        {
            Load(state, state->CurrentRoot);
        }
    }

    /// <summary>Ends the use of an identifier: nothing of it is loaded or will be found again.</summary>
    public static void Retire(ulong asid)
    {
        X64State* state = &Machine.State->Arch;
        MarkStale(state, asid);
        if ((state->CurrentRoot & AsidMask) == asid)
        {
            Load(state, state->KernelRoot);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadTagged(X64State* state, ulong root)
    {
        ulong asid = root & AsidMask;
        ulong bit = 1UL << (int)(asid & 63);
        ulong stale = state->StaleAsids[asid >> BitsPerWordShift];
        if ((stale & bit) == 0)
        {
            root |= KeepTranslations;
        }
        else
        {
            state->StaleAsids[asid >> BitsPerWordShift] = stale & ~bit;
        }

        Hardware.WriteCr3(root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MarkStale(X64State* state, ulong asid) =>
        state->StaleAsids[(asid & AsidMask) >> BitsPerWordShift] |= 1UL << (int)(asid & 63);
}
