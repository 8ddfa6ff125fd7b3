// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.Unit.Sdk;

/// <summary>A loaded part of an ELF64 image.</summary>
/// <param name="Rights">In the order read, write, execute: "r-x".</param>
/// <param name="VirtualAddress">Where it runs.</param>
/// <param name="PhysicalAddress">Where a boot loader puts it.</param>
/// <param name="FileOffset">Where in the file it begins.</param>
/// <param name="FileSize">Bytes in the file.</param>
/// <param name="MemorySize">Bytes in memory.</param>
public sealed record Segment(string Rights, ulong VirtualAddress, ulong PhysicalAddress, ulong FileOffset, ulong FileSize, ulong MemorySize)
{
    private const uint LoadType = 1;

    /// <summary>Reads them from a file. Source: ELF-64 Object File Format 1.5, figures 2 and 6.</summary>
    public static IReadOnlyList<Segment> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int table = (int)Long(file, 0x20);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x36));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x38));
        var segments = new List<Segment>();
        for (int i = 0; i < count; i++)
        {
            int at = table + (i * size);
            if (Word(file, at) == LoadType)
            {
                uint flags = Word(file, at + 4);
                string rights = ((flags & 4) != 0 ? "r" : "-") + ((flags & 2) != 0 ? "w" : "-") + ((flags & 1) != 0 ? "x" : "-");
                segments.Add(new Segment(
                    rights, Long(file, at + 16), Long(file, at + 24), Long(file, at + 8), Long(file, at + 32), Long(file, at + 40)));
            }
        }

        return segments;
    }

    private static uint Word(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static ulong Long(byte[] file, int at) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
}
