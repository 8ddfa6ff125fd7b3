// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Kit.Elf;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Recognises images a multiboot loader starts in 32-bit protected mode.</summary>
/// <remarks>Source: Multiboot Specification 0.6.96, 3.1.1 and 3.2; Multiboot2 Specification 2.0, 3.1.2 and 3.3.</remarks>
internal static class Multiboot
{
    private const int SearchedBytes = 32768;
    private const uint Magic1 = 0x1badb002;
    private const uint Magic2 = 0xe85250d6;
    private const uint HasAddressFields = 1u << 16;

    /// <summary>Virtual addresses of valid multiboot 1 and 2 headers that lie where a loader looks for them.</summary>
    /// <returns>Start and end of each.</returns>
    public static List<(ulong Start, ulong End)> Headers(ElfImage image)
    {
        List<(ulong, ulong)> headers = [];
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        int end = Math.Min(bytes.Length, SearchedBytes) - 16;
        for (int offset = 0; offset <= end; offset += 4)
        {
            uint size = HeaderSize(Word(bytes, offset), Word(bytes, offset + 4), Word(bytes, offset + 8), Word(bytes, offset + 12));
            if (size != 0 && AddressOf(image, (ulong)offset) is ulong address)
            {
                headers.Add((address, address + size));
            }
        }

        return headers;
    }

    private static uint HeaderSize(uint magic, uint second, uint third, uint fourth) => magic switch
    {
        Magic1 when magic + second + third == 0 => (second & HasAddressFields) != 0 ? 48u : 12u,
        Magic2 when magic + second + third + fourth == 0 => third,
        _ => 0,
    };

    private static ulong? AddressOf(ElfImage image, ulong offset)
    {
        foreach (ElfSection section in image.Sections)
        {
            if (section.IsAllocated && section.Type != ElfSectionType.NoBits && offset - section.FileOffset < section.Size)
            {
                return section.Address + (offset - section.FileOffset);
            }
        }

        return null;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
