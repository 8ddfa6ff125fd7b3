// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Walks paging structures.</summary>
public static unsafe class X64Paging
{
    /// <summary>Number of entries in a table of any level.</summary>
    public const int Entries = 1 << ObjectSizes.PageTableIndexBits;

    /// <summary>Offset within a page of 4 KiB.</summary>
    public const ulong PageMask = (1 << ObjectSizes.PageBits) - 1;

    /// <summary>Shift of the entries of the root.</summary>
    public const int RootShift = ObjectSizes.PageBits + (3 * ObjectSizes.PageTableIndexBits);

    private const int PointerTableShift = RootShift - ObjectSizes.PageTableIndexBits;
    private const int DirectoryShift = PointerTableShift - ObjectSizes.PageTableIndexBits;
    private const int SpaceEntry = X64AddressMap.TopLevelIndex - 1;

    /// <summary>Finds the entry for an address in the table whose entries cover 2^<paramref name="shift"/> bytes each.</summary>
    /// <param name="root">Root of the address space.</param>
    /// <param name="address">The address.</param>
    /// <param name="shift">12, 21, 30 or 39.</param>
    /// <param name="missingShift">Shift of the entry that leads to no table, when null is returned: what libsel4's
    /// seL4_MappingFailedLookupLevel gives.</param>
    public static ulong* Find(ulong* root, ulong address, int shift, out int missingShift)
    {
        missingShift = RootShift;
        ulong* entry = root + (address >> RootShift & (Entries - 1));
        if (shift == RootShift)
        {
            return entry;
        }

        if (TryDescend(ref entry, address >> PointerTableShift))
        {
            missingShift = PointerTableShift;
            if (shift == PointerTableShift)
            {
                return entry;
            }

            if (TryDescend(ref entry, address >> DirectoryShift))
            {
                missingShift = DirectoryShift;
                if (shift == DirectoryShift || TryDescend(ref entry, address >> ObjectSizes.PageBits))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    /// <summary>Goes from an entry that leads to a table to one of that table's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDescend(ref ulong* entry, ulong index)
    {
        ulong value = *entry;
        entry = (ulong*)Machine.ToPointer(value & X64PageEntry.AddressMask) + (index & (Entries - 1));
        return X64PageEntry.IsTable(value);
    }

    /// <summary>Gives a new root the entry for the kernel.</summary>
    public static void InitialiseRoot(ulong* root) =>
        root[X64AddressMap.TopLevelIndex] = Machine.State->Arch.KernelRootTable[X64AddressMap.TopLevelIndex];

    /// <summary>Physical address of a top-level table with its identifier in the low 12 bits, zero while it has no identifier.</summary>
    /// <remarks>The table itself remembers it, in an entry of the kernel's half that maps nothing: with its lowest bit clear an entry
    /// means nothing to the processor (Source: Intel SDM 3A, 4.5.4). X64Asids keeps it true to the pools.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SpaceOf(ulong* root) => root[SpaceEntry] >> 1;

    /// <summary>Notes a top-level table's identifier, or that it has none any more (zero).</summary>
    public static void SetSpace(ulong* root, ulong asid) =>
        root[SpaceEntry] = asid == 0 ? 0 : (Machine.ToPhysical(root) | asid) << 1;
}
