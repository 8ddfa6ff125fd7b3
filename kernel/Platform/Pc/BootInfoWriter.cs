// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>Writes the additional boot information: ACPI root pointer, memory map, frequency of the time-stamp counter.</summary>
public static unsafe class BootInfoWriter
{
    private const ulong RootPointerPart = BootInfoHeader.SizeBytes + AcpiTables.RootPointerBytes;
    private const uint MemoryMapEntryBytes = 24;

    /// <summary>Bytes of all parts.</summary>
    public const ulong Length = RootPointerPart + MemoryMapInformation.SizeBytes + TscFrequencyInformation.SizeBytes;

    /// <summary>Pages they take.</summary>
    public const ulong Pages = (Length + 4095) / 4096;

    /// <summary>Writes the parts into cleared memory.</summary>
    public static void Write(byte* destination, LoaderInformation* loader, byte* rootPointer, ulong megahertz)
    {
        Head(destination, BootInfoHeaderId.X86AcpiRsdp, RootPointerPart);
        Hardware.Copy(destination + BootInfoHeader.SizeBytes, rootPointer, AcpiTables.RootPointerBytes);
        destination += RootPointerPart;
        Head(destination, BootInfoHeaderId.X86MemoryMap, MemoryMapInformation.SizeBytes);
        *(uint*)(destination + BootInfoHeader.SizeBytes) = (uint)loader->RangeCount * MemoryMapEntryBytes;
        byte* entry = destination + BootInfoHeader.SizeBytes + 4;
        for (int i = 0; i < loader->RangeCount; i++, entry += MemoryMapEntryBytes)
        {
            *(uint*)entry = MemoryMapEntryBytes - 4;
            *(ulong*)(entry + 4) = loader->RangeStarts[i];
            *(ulong*)(entry + 12) = loader->RangeLengths[i];
            *(uint*)(entry + 20) = loader->RangeTypes[i];
        }

        destination += MemoryMapInformation.SizeBytes;
        Head(destination, BootInfoHeaderId.X86TscFrequency, TscFrequencyInformation.SizeBytes);
        *(uint*)(destination + BootInfoHeader.SizeBytes) = (uint)megahertz;
    }

    private static void Head(byte* destination, BootInfoHeaderId id, ulong length)
    {
        *(ulong*)destination = (ulong)id;
        *(ulong*)(destination + 8) = length;
    }
}
