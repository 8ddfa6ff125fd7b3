// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Kit.Elf;

/// <summary>Adds read-only memory to a program that is linked already.</summary>
/// <remarks>Source: System V ABI, chapters 4 and 5 (ELF header, program header), 64-bit forms.</remarks>
public static class ElfExtension
{
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const int ProgramHeadersField = 32;
    private const int SectionHeadersField = 40;
    private const int ProgramHeaderCountField = 56;
    private const int SectionHeaderCountField = 60;
    private const int PageBytes = 4096;

    /// <summary>A copy of a 64-bit program, without section headers, that has some bytes on the first page behind its image.</summary>
    /// <exception cref="ElfFormatException">The program is none that can be extended.</exception>
    public static byte[] Append(ElfImage image, ReadOnlySpan<byte> contents)
    {
        if (image.Header.Class != ElfClass.Elf64 || image.Segments.Count == 0)
        {
            throw new ElfFormatException($"{image.Path} is not a 64-bit program");
        }

        ulong end = image.Segments.Where(segment => segment.Type == ElfSegmentType.Load)
            .Max(segment => segment.VirtualAddress + segment.MemorySize);
        ulong address = (end + PageBytes - 1) & ~(ulong)(PageBytes - 1);
        int headers = RoundUp(image.FileSize, sizeof(ulong));
        int count = image.Segments.Count + 1;
        int data = RoundUp(headers + (count * ProgramHeaderBytes), PageBytes);
        byte[] extended = new byte[data + contents.Length];
        image.Bytes.Span.CopyTo(extended);
        contents.CopyTo(extended.AsSpan(data));
        int oldHeaders = (int)BinaryPrimitives.ReadUInt64LittleEndian(extended.AsSpan(ProgramHeadersField));
        int oldBytes = image.Segments.Count * ProgramHeaderBytes;
        extended.AsSpan(oldHeaders, oldBytes).CopyTo(extended.AsSpan(headers));
        WriteSegment(extended.AsSpan(headers + oldBytes), (ulong)data, address, (ulong)contents.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(extended.AsSpan(ProgramHeadersField), (ulong)headers);
        BinaryPrimitives.WriteUInt16LittleEndian(extended.AsSpan(ProgramHeaderCountField), (ushort)count);
        BinaryPrimitives.WriteUInt64LittleEndian(extended.AsSpan(SectionHeadersField), 0);
        extended.AsSpan(SectionHeaderCountField, HeaderBytes - SectionHeaderCountField).Clear();
        return extended;
    }

    private static void WriteSegment(Span<byte> header, ulong offset, ulong address, ulong bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)ElfSegmentType.Load);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)ElfSegmentFlags.Read);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(header[40..], bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(header[48..], PageBytes);
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
