// SPDX-License-Identifier: BSD-2-Clause
using System.IO.MemoryMappedFiles;

namespace Caprock.Bench.Faults;

/// <summary>The guest's physical memory, which QEMU keeps in a file. It is only read here.</summary>
internal sealed class GuestMemory : IDisposable
{
    private const int PageBytes = 4096;
    private const ulong Present = 1;
    private const ulong Large = 1 << 7;
    private const ulong AddressBits = 0x000f_ffff_ffff_f000;
    private const int KernelEntry = 511;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    /// <summary>Opens it.</summary>
    public GuestMemory(string path)
    {
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.ReadWrite);
        view = file.CreateViewAccessor();
    }

    private long Length => view.Capacity;

    /// <summary>Eight bytes of physical memory.</summary>
    public ulong Word(ulong address) => address + sizeof(ulong) <= (ulong)Length ? view.ReadUInt64((long)address) : 0;

    /// <summary>A byte.</summary>
    public byte Byte(ulong address) => view.ReadByte((long)address);

    /// <summary>The root tables of all address spaces: they have the kernel's part in common with one that is known.</summary>
    public List<ulong> FindRoots(ulong known)
    {
        var kernel = Word(known + (KernelEntry * sizeof(ulong)));
        var roots = new List<ulong>();
        for (ulong page = 0; page + PageBytes <= (ulong)Length; page += PageBytes)
        {
            if (Word(page + (KernelEntry * sizeof(ulong))) == kernel)
            {
                roots.Add(page);
            }
        }

        return roots;
    }

    /// <summary>Where a virtual address is. Source: Intel SDM 3A, 4.5.</summary>
    public bool TryTranslate(ulong root, ulong address, out ulong physical)
    {
        var table = root;
        physical = 0;
        for (var shift = 39; shift >= 12; shift -= 9)
        {
            var entry = Word(table + ((address >> shift & 0x1ff) * sizeof(ulong)));
            if ((entry & Present) == 0)
            {
                return false;
            }

            table = entry & AddressBits;
            if (shift == 12 || (shift < 39 && (entry & Large) != 0))
            {
                var mask = (1ul << shift) - 1;
                physical = (table & ~mask) | (address & mask);
                return physical < (ulong)Length;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
