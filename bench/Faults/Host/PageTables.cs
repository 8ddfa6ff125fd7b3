// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>Address spaces in a guest's memory. Source: Intel SDM 3A, 4.5.</summary>
internal static class PageTables
{
    private const ulong Present = 1;
    private const ulong Large = 1 << 7;
    private const ulong AddressBits = 0x000f_ffff_ffff_f000;
    private const int KernelEntry = 511;

    /// <summary>The root tables of all address spaces: they have the kernel's part in common with one that is known.</summary>
    public static List<ulong> FindRoots(GuestMemory memory, ulong known)
    {
        var kernel = Entry(memory, known, KernelEntry);
        return [.. Enumerable.Range(0, memory.PageCount)
            .Select(page => (ulong)page * GuestMemory.PageBytes).Where(page => Entry(memory, page, KernelEntry) == kernel)];
    }

    /// <summary>Where a virtual address is.</summary>
    public static bool TryTranslate(GuestMemory memory, ulong root, ulong address, out ulong physical)
    {
        var table = root;
        physical = 0;
        for (var shift = 39; shift >= 12; shift -= 9)
        {
            var entry = Entry(memory, table, (int)(address >> shift & 0x1ff));
            if ((entry & Present) == 0)
            {
                return false;
            }

            table = entry & AddressBits;
            if (shift == 12 || (shift < 39 && (entry & Large) != 0))
            {
                var mask = (1ul << shift) - 1;
                physical = (table & ~mask) | (address & mask);
                return IsThere(memory, physical);
            }
        }

        return false;
    }

    private static ulong Entry(GuestMemory memory, ulong table, int index)
    {
        var address = table + ((ulong)index * sizeof(ulong));
        return IsThere(memory, address) ? memory.Read<ulong>(address) : 0;
    }

    private static bool IsThere(GuestMemory memory, ulong address) => address < (ulong)memory.PageCount * GuestMemory.PageBytes;
}
