// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Walks paging structures.</summary>
public static unsafe class X64Paging
{
    /// <summary>Number of entries in a table of any level.</summary>
    public const int Entries = 1 << ObjectSizes.PageTableIndexBits;

    /// <summary>Shift of the entries of the root.</summary>
    public const int RootShift = ObjectSizes.PageBits + (3 * ObjectSizes.PageTableIndexBits);

    /// <summary>Finds the entry for an address in the table whose entries cover 2^<paramref name="shift"/> bytes each.</summary>
    /// <param name="root">Root of the address space.</param>
    /// <param name="address">The address.</param>
    /// <param name="shift">12, 21, 30 or 39.</param>
    /// <param name="missingShift">Shift of the entry that leads to no table, when null is returned: what libsel4's
    /// seL4_MappingFailedLookupLevel gives.</param>
    public static ulong* Find(ulong* root, ulong address, int shift, out int missingShift)
    {
        ulong* table = root;
        missingShift = RootShift;
        while (true)
        {
            ulong* entry = table + ((address >> missingShift) & (Entries - 1));
            if (missingShift == shift)
            {
                return entry;
            }

            ulong value = *entry;
            if (!X64PageEntry.IsTable(value))
            {
                return null;
            }

            table = (ulong*)Machine.ToPointer(value & X64PageEntry.AddressMask);
            missingShift -= ObjectSizes.PageTableIndexBits;
        }
    }

    /// <summary>Gives a new root the entry for the kernel.</summary>
    public static void InitialiseRoot(ulong* root) => 
        root[X64AddressMap.TopLevelIndex] = Machine.State->Arch.KernelRootTable[X64AddressMap.TopLevelIndex];
}
