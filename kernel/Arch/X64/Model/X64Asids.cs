// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Address-space identifiers: which roots have one.</summary>
/// <remarks>Identifier 0 stands for none (and is the kernel's own in CR3), so the first pool has one less to give. With it the
/// identifiers are exactly the 4096 that CR3 has room for.</remarks>
public static unsafe class X64Asids
{
    /// <summary>Number of pools.</summary>
    public const int PoolCount = 1 << Limits.AsidPoolCountBits;

    /// <summary>Identifiers in a pool.</summary>
    public const int PoolEntries = 1 << Limits.AsidPoolIndexBits;

    /// <summary>The root with an identifier, null when there is none.</summary>
    public static ulong* FindRoot(ulong asid)
    {
        ulong* pool = FindPool(asid);
        return pool == null ? null : (ulong*)pool[asid & (PoolEntries - 1)];
    }

    /// <summary>The pool that an identifier is in, null when it does not exist.</summary>
    public static ulong* FindPool(ulong asid) =>
        (ulong*)Machine.State->Arch.AsidPools[(asid >> Limits.AsidPoolIndexBits) & (PoolCount - 1)];

    /// <summary>First identifier of a pool that could be made, or -1 when all exist.</summary>
    [LoopBound(PoolCount)]
    public static int FindFreeBase()
    {
        X64State* state = &Machine.State->Arch;
        for (int i = 0; i < PoolCount; i++)
        {
            if (state->AsidPools[i] == 0)
            {
                return i << Limits.AsidPoolIndexBits;
            }
        }

        return -1;
    }

    /// <summary>Puts a pool, a cleared page in the kernel's window, in its place.</summary>
    public static void AddPool(ulong asidBase, ulong pool) =>
        Machine.State->Arch.AsidPools[(asidBase >> Limits.AsidPoolIndexBits) & (PoolCount - 1)] = pool;

    /// <summary>First identifier of a pool that no root has, or -1 when there is none.</summary>
    [LoopBound(PoolEntries)]
    public static int FindFree(ulong asidBase, ulong* pool)
    {
        for (int i = asidBase == 0 ? 1 : 0; i < PoolEntries; i++)
        {
            if (pool[i] == 0)
            {
                return (int)asidBase + i;
            }
        }

        return -1;
    }

    /// <summary>Gives a free identifier of a pool to a root.</summary>
    public static void Assign(ulong asid, ulong* pool, ulong root)
    {
        pool[asid & (PoolEntries - 1)] = root;
        X64Paging.SetSpace((ulong*)root, asid);
    }

    /// <summary>Takes the identifier of a root that is deleted.</summary>
    public static void Release(ulong asid, ulong root)
    {
        ulong* pool = FindPool(asid);
        if (pool != null && pool[asid & (PoolEntries - 1)] == root)
        {
            pool[asid & (PoolEntries - 1)] = 0;
            X64Paging.SetSpace((ulong*)root, 0);
            X64Tlb.Retire(asid);
        }
    }

    /// <summary>Takes a pool away; the roots with its identifiers have none any more.</summary>
    /// <remarks>Bound: the entries of a pool.</remarks>
    // Bound: each pool has one final capability.
    [LoopBound(PoolEntries)]
    [CallLimit(PoolCount)]
    public static void RemovePool(ulong asidBase, ulong* pool)
    {
        if (FindPool(asidBase) != pool)
        {
            return;
        }

        AddPool(asidBase, 0);
        for (ulong i = 0; i < PoolEntries; i++)
        {
            if (pool[i] != 0)
            {
                X64Paging.SetSpace((ulong*)pool[i], 0);
                X64Tlb.Retire(asidBase + i);
            }
        }
    }
}
