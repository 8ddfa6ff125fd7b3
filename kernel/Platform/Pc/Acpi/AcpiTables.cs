// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Platform.Pc;

/// <summary>Finds ACPI tables. Nothing in them is believed that does not lie in mapped memory and add up.</summary>
/// <remarks>Source: ACPI 6.5, 5.2.5 (root pointer), 5.2.6 (header), 5.2.7 and 5.2.8 (root tables).</remarks>
public static unsafe class AcpiTables
{
    /// <summary>Bytes of a root pointer, with the part that revision 2 added.</summary>
    public const int RootPointerBytes = 36;

    private const ulong Signature = 0x2052_5450_2044_5352; // "RSD PTR "
    private const ulong FirstRootPointerBytes = 20;
    private const ulong HeaderBytes = 36;
    private const ulong ExtendedBiosSegment = 0x40e;
    private const ulong BiosStart = 0xe_0000;
    private const ulong BiosEnd = 0x10_0000;
    private const ulong MaximumTableBytes = 1 << 20;
    private const ulong MaximumTables = 256;

    private static ulong windowEnd;
    private static ulong rootTable;
    private static ulong entryBytes;

    /// <summary>Finds root pointer (the loader's, or in the BIOS's memory) and root table.</summary>
    /// <returns>The root pointer, null without one.</returns>
    public static byte* Find(ulong loaderPointer, ulong mappedEnd)
    {
        windowEnd = mappedEnd;
        ulong pointer = IsRootPointer(loaderPointer) ? loaderPointer : 0;
        if (pointer == 0)
        {
            ulong extended = (ulong)*(ushort*)Machine.ToPointer(ExtendedBiosSegment) << 4;
            pointer = Scan(extended, extended + 1024);
        }

        pointer = pointer != 0 ? pointer : Scan(BiosStart, BiosEnd);
        if (pointer == 0)
        {
            return null;
        }

        byte* root = (byte*)Machine.ToPointer(pointer);
        bool isExtended = root[15] >= 2 && *(ulong*)(root + 24) != 0;
        rootTable = isExtended ? *(ulong*)(root + 24) : *(uint*)(root + 16);
        entryBytes = isExtended ? 8ul : 4;
        return root;
    }

    /// <summary>Finds a table by its signature. Returns null when it is absent or damaged.</summary>
    public static byte* Table(uint signature)
    {
        byte* root = Checked(rootTable);
        if (root == null)
        {
            return null;
        }

        ulong count = Math.Min((Length(root) - HeaderBytes) / entryBytes, MaximumTables);
        for (ulong i = 0; i < count; i++)
        {
            byte* entry = root + HeaderBytes + (i * entryBytes);
            ulong address = entryBytes == 8 ? *(ulong*)entry : *(uint*)entry;
            if (IsMapped(address, HeaderBytes) && *(uint*)Machine.ToPointer(address) == signature)
            {
                return Checked(address);
            }
        }

        return null;
    }

    /// <summary>Bytes of a table that Table returned.</summary>
    public static uint Length(byte* table) => *(uint*)(table + 4);

    private static ulong Scan(ulong start, ulong end)
    {
        for (ulong address = start; address < end; address += 16)
        {
            if (IsRootPointer(address))
            {
                return address;
            }
        }

        return 0;
    }

    private static bool IsRootPointer(ulong address) =>
        address != 0 && IsMapped(address, RootPointerBytes) && *(ulong*)Machine.ToPointer(address) == Signature
        && AddsUp(address, FirstRootPointerBytes);

    private static byte* Checked(ulong address)
    {
        if (address == 0 || !IsMapped(address, HeaderBytes))
        {
            return null;
        }

        byte* table = (byte*)Machine.ToPointer(address);
        uint length = Length(table);
        bool isSound = length >= HeaderBytes && length <= MaximumTableBytes && IsMapped(address, length) && AddsUp(address, length);
        return isSound ? table : null;
    }

    private static bool IsMapped(ulong address, ulong length) => address < windowEnd && length <= windowEnd - address;

    private static bool AddsUp(ulong address, ulong length)
    {
        byte* bytes = (byte*)Machine.ToPointer(address);
        uint sum = 0;
        for (ulong i = 0; i < length; i++)
        {
            sum += bytes[i];
        }

        return (byte)sum == 0;
    }
}
