// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Boot;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>Reads what a multiboot loader left, of either version.</summary>
/// <remarks>All its addresses are below 4 GiB, which boot has mapped. Every loop ends at a bound of its own.
/// Source: Multiboot 0.6.96, 3.3; Multiboot2 2.0, 3.6.</remarks>
public static unsafe class Multiboot
{
    private const ulong MagicOne = 0x2bad_b002;
    private const ulong MagicTwo = 0x36d7_6289;
    private const uint HasBasicMemory = 1 << 0;
    private const uint HasModules = 1 << 3;
    private const uint HasMemoryMap = 1 << 6;
    private const uint TagEnd = 0;
    private const uint TagModule = 3;
    private const uint TagMemoryMap = 6;
    private const uint TagOldRootPointer = 14;
    private const uint TagNewRootPointer = 15;
    private const int MaximumTags = 256;

    /// <summary>Copies the loader's information.</summary>
    public static BootProblem Read(ulong magic, ulong address, LoaderInformation* information)
    {
        if (magic == MagicOne)
        {
            ReadOne(address, information);
        }
        else if (magic == MagicTwo)
        {
            ReadTwo(address, information);
        }
        else
        {
            return BootProblem.NoLoader;
        }

        return information->RangeCount == 0 ? BootProblem.NoMemoryMap
            : information->ModuleCount == 0 ? BootProblem.NoModule
            : BootProblem.None;
    }

    private static void ReadOne(ulong address, LoaderInformation* information)
    {
        uint flags = Word(address);
        if ((flags & HasMemoryMap) != 0)
        {
            ulong entry = Word(address + 48);
            ulong end = entry + Word(address + 44);
            for (int i = 0; i < LoaderInformation.MaximumRanges && entry + 24 <= end; i++)
            {
                LoaderInformation.AddRange(information, Long(entry + 4), Long(entry + 12), Word(entry + 20));
                entry += Word(entry) + 4ul;
            }
        }
        else if ((flags & HasBasicMemory) != 0)
        {
            LoaderInformation.AddRange(information, 1 << 20, (ulong)Word(address + 8) << 10, LoaderInformation.UsableMemory);
        }

        if ((flags & HasModules) != 0)
        {
            ulong module = Word(address + 24);
            uint count = Math.Min(Word(address + 20), LoaderInformation.MaximumModules);
            for (uint i = 0; i < count; i++, module += 16)
            {
                LoaderInformation.AddModule(information, Word(module), Word(module + 4));
            }
        }
    }

    private static void ReadTwo(ulong address, LoaderInformation* information)
    {
        ulong end = address + Word(address);
        ulong tag = address + 8;
        for (int i = 0; i < MaximumTags && tag + 8 <= end; i++)
        {
            uint type = Word(tag);
            uint size = Word(tag + 4);
            if (type == TagEnd || size < 8 || size > end - tag)
            {
                return;
            }

            ReadTag(type, tag, size, information);
            tag = (tag + size + 7) & ~7ul;
        }
    }

    private static void ReadTag(uint type, ulong tag, uint size, LoaderInformation* information)
    {
        switch (type)
        {
            case TagModule when size >= 16:
                LoaderInformation.AddModule(information, Word(tag + 8), Word(tag + 12));
                break;
            case TagMemoryMap when size >= 16 && Word(tag + 8) >= 24:
                ulong stride = Word(tag + 8);
                ulong entry = tag + 16;
                for (int i = 0; i < LoaderInformation.MaximumRanges && entry + 24 <= tag + size; i++)
                {
                    LoaderInformation.AddRange(information, Long(entry), Long(entry + 8), Word(entry + 16));
                    entry += stride;
                }

                break;
            case TagNewRootPointer when size >= 8 + 36:
                information->RootPointer = tag + 8;
                break;
            case TagOldRootPointer when size >= 8 + 20 && information->RootPointer == 0:
                information->RootPointer = tag + 8;
                break;
        }
    }

    private static uint Word(ulong physicalAddress) => *(uint*)Machine.ToPointer(physicalAddress);

    private static ulong Long(ulong physicalAddress) => *(ulong*)Machine.ToPointer(physicalAddress);
}
