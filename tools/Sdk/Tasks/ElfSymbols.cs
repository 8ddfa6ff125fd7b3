// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Text;

namespace Caprock.Tools.Sdk.Tasks;

/// <summary>The names in an ELF64 object file's symbol table.</summary>
/// <remarks>Source: System V ABI, edition 4.1, chapter 4 (object files), with the 64-bit layouts of ELF-64 1.5.</remarks>
public static class ElfSymbols
{
    private const int SymbolTableType = 2;
    private const int SectionHeaderOffsetField = 0x28;
    private const int SectionHeaderSizeField = 0x3a;
    private const int SectionCountField = 0x3c;
    private const int SymbolSize = 24;

    /// <summary>Reads them all.</summary>
    public static IReadOnlyList<string> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        var names = new List<string>();
        ulong headers = Long(file, SectionHeaderOffsetField);
        int headerSize = Short(file, SectionHeaderSizeField);
        int count = Short(file, SectionCountField);
        if (count == 0 && headers != 0)
        {
            // More sections than 16 bits count: section 0 holds the number (its size field).
            count = (int)Long(file, (int)headers + 0x20);
        }

        for (int i = 0; i < count; i++)
        {
            int header = checked((int)headers + (i * headerSize));
            if (Word(file, header + 4) != SymbolTableType)
            {
                continue;
            }

            int stringsHeader = checked((int)headers + ((int)Word(file, header + 0x28) * headerSize));
            ReadTable(file, (int)Long(file, header + 0x18), (int)Long(file, header + 0x20), (int)Long(file, stringsHeader + 0x18), names);
        }

        return names;
    }

    private static void ReadTable(byte[] file, int table, int size, int strings, List<string> names)
    {
        for (int at = table; at < table + size; at += SymbolSize)
        {
            int start = strings + (int)Word(file, at);
            int end = Array.IndexOf(file, (byte)0, start);
            names.Add(Encoding.ASCII.GetString(file, start, end - start));
        }
    }

    private static ushort Short(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static uint Word(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static ulong Long(byte[] file, int at) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
}
