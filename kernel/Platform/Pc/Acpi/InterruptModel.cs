// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>The machine's interrupt controllers, from the MADT. Source: ACPI 6.5, 5.2.12.</summary>
public unsafe struct InterruptModel
{
    private const uint Signature = 0x4349_5041; // "APIC"
    private const uint EntriesOffset = 44;
    private const byte IoApicEntry = 1;
    private const byte LocalApicAddressEntry = 5;

    /// <summary>Physical address of the local APICs, zero without a table.</summary>
    public ulong LocalApicAddress;

    /// <summary>Number of IOAPICs.</summary>
    public int IoApicCount;

    /// <summary>Physical address of each.</summary>
    public fixed uint IoApicAddresses[IoApic.MaximumCount];

    /// <summary>Reads the table, if there is a sound one.</summary>
    public static void Read(InterruptModel* model)
    {
        byte* table = AcpiTables.Table(Signature);
        if (table == null || AcpiTables.Length(table) < EntriesOffset)
        {
            return;
        }

        model->LocalApicAddress = *(uint*)(table + 36);
        uint length = AcpiTables.Length(table);
        for (uint offset = EntriesOffset; offset + 2 <= length;)
        {
            byte* entry = table + offset;
            uint entryLength = entry[1];
            if (entryLength < 2 || entryLength > length - offset)
            {
                return;
            }

            ReadEntry(model, entry, entryLength);
            offset += entryLength;
        }
    }

    private static void ReadEntry(InterruptModel* model, byte* entry, uint length)
    {
        if (entry[0] == IoApicEntry && length >= 12 && model->IoApicCount < IoApic.MaximumCount)
        {
            model->IoApicAddresses[model->IoApicCount++] = *(uint*)(entry + 4);
        }
        else if (entry[0] == LocalApicAddressEntry && length >= 12)
        {
            model->LocalApicAddress = *(ulong*)(entry + 4);
        }
    }
}
