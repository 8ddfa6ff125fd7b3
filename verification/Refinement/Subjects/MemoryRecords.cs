// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>Tables and pools of address-space identifiers as records.</summary>
/// <remarks>Entries are read without the kernel's own accessors. Source: Intel SDM 3A, 4.5.4.</remarks>
internal static unsafe class MemoryRecords
{
    private const int Entries = 512;
    private const int UserEntries = 256;
    private const int RootLevel = 3;
    private const int PageBits = 12;
    private const int IndexBits = 9;
    private const ulong Present = 1;
    private const ulong Writable = 2;
    private const ulong User = 4;
    private const ulong IsPage = 0x80;
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;

    /// <summary>Writes the table or pool that a capability names; nothing for other types.</summary>
    public static void Write(StateRecords records, Capability capability, byte* memory)
    {
        var entries = (ulong*)capability.ObjectAddress;
        ulong name = capability.ObjectAddress - (ulong)memory;
        switch (capability.Type)
        {
            case CapabilityType.PageTable:
                WriteTable(records, name, entries, 0);
                break;
            case CapabilityType.PageDirectory:
                WriteTable(records, name, entries, 1);
                break;
            case CapabilityType.PageDirectoryPointerTable:
                WriteTable(records, name, entries, 2);
                break;
            case CapabilityType.Pml4:
                WriteTable(records, name, entries, RootLevel);
                break;
            case CapabilityType.AsidPool:
                WritePool(records, name, entries, memory);
                break;
        }
    }

    private static void WriteTable(StateRecords records, ulong name, ulong* entries, int level)
    {
        records.Begin(RecordKind.Table, name);
        records.Add((ulong)level);
        int count = level == RootLevel ? UserEntries : Entries;
        var all = new ReadOnlySpan<ulong>(entries, count);
        for (int i = NextUsed(all, 0); i < count; i = NextUsed(all, i + 1))
        {
            ulong entry = all[i];
            if ((entry & Present) == 0)
            {
                continue;
            }

            records.Add((ulong)i);
            bool isFrame = level == 0 || (entry & IsPage) != 0;
            int bits = PageBits + (level * IndexBits);
            records.Add(entry & AddressMask & ~(isFrame ? (1UL << bits) - 1 : 0));
            records.Add(isFrame ? (ulong)bits : 0);
            records.Add(isFrame ? AccessOf(entry) : 0);
        }

        records.End();
    }

    private static int NextUsed(ReadOnlySpan<ulong> entries, int from)
    {
        int skipped = entries[from..].IndexOfAnyExcept(0UL);
        return skipped < 0 ? entries.Length : from + skipped;
    }

    private static ulong AccessOf(ulong entry) => (entry & User) == 0 ? 0UL : (entry & Writable) == 0 ? 1UL : 2UL;

    private static void WritePool(StateRecords records, ulong name, ulong* entries, byte* memory)
    {
        records.Begin(RecordKind.AsidPool, name);
        var all = new ReadOnlySpan<ulong>(entries, Entries);
        for (int i = NextUsed(all, 0); i < Entries; i = NextUsed(all, i + 1))
        {
            records.Add((ulong)i);
            records.Add(all[i] - (ulong)memory);
        }

        records.End();
    }
}
