// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>How to get from any instruction to the caller of its function: the section '.eh_frame'.</summary>
/// <remarks>Source: Linux Standard Base 5.0, 10.5 and 10.6. Entries of unknown versions are passed over, with their functions.</remarks>
public sealed class FrameTable
{
    private const string Section = ".eh_frame";
    private const uint WideLength = 0xffff_ffff;
    private const byte OmittedPointer = 0xff;
    private const byte RelativeToPlace = 0x10;

    private readonly ulong _address;
    private readonly Dictionary<ulong, CommonFrame?> _common = [];
    private readonly List<FrameRange> _ranges = [];

    private FrameTable(ulong address) => _address = address;

    /// <summary>The ranges in the order of the section; none when the image has no such section.</summary>
    /// <exception cref="ElfFormatException">The section is not well-formed.</exception>
    public static IReadOnlyList<FrameRange> Read(ElfImage image)
    {
        FrameTable table = new(image.Sections.FirstOrDefault(section => section.Name == Section)?.Address ?? 0);
        table.ReadEntries(new DwarfReader(image.ContentsOf(Section), Section));
        return table._ranges;
    }

    private void ReadEntries(DwarfReader reader)
    {
        while (reader.Left > 0)
        {
            ulong start = (ulong)reader.Position;
            uint length = reader.Word();
            if (length == WideLength)
            {
                reader.Skip(reader.Long());
                continue;
            }

            ulong place = (ulong)reader.Position;
            DwarfReader entry = reader.Part(length);
            if (length == 0)
            {
                continue; // The end of what one object file contributed.
            }

            uint distance = entry.Word();
            if (distance == 0)
            {
                _common[start] = ReadCommon(entry);
            }
            else if (!_common.TryGetValue(place - distance, out CommonFrame? common))
            {
                throw entry.Refuse("a function whose common entry is not there");
            }
            else if (common is not null)
            {
                ReadFunction(entry, common, _address + place);
            }
        }
    }

    private static CommonFrame? ReadCommon(DwarfReader entry)
    {
        byte version = entry.Byte();
        string augmentation = entry.Name();
        if (version is not 1 and not 3 || (augmentation.Length > 0 && augmentation[0] != 'z'))
        {
            return null;
        }

        ulong codeUnit = entry.Unsigned();
        long dataUnit = entry.Signed();
        _ = version == 1 ? entry.Byte() : entry.Unsigned(); // Ignored: the return address's register is fixed.
        byte encoding = 0;
        if (augmentation.Length > 0)
        {
            DwarfReader data = entry.Part(entry.Unsigned());
            if (!TryReadEncoding(ref data, augmentation, out encoding))
            {
                return null;
            }
        }

        CommonFrame empty = new(codeUnit, dataUnit, encoding, augmentation.Length > 0, default);
        FrameProgram program = new(empty, 0, []);
        program.Run(ref entry, 0);
        return empty with { Rules = program.Rules };
    }

    private static bool TryReadEncoding(ref DwarfReader data, string augmentation, out byte encoding)
    {
        encoding = 0;
        foreach (char letter in augmentation.AsSpan(1))
        {
            switch (letter)
            {
                case 'R':
                    encoding = data.Byte();
                    break;
                case 'L':
                    data.Skip(1);
                    break;
                case 'P':
                    _ = ReadPointer(ref data, data.Byte(), 0); // Ignored: nothing is caught.
                    break;
                case 'S':
                    break;
                default:
                    return false;
            }
        }

        return encoding != OmittedPointer;
    }

    private void ReadFunction(DwarfReader entry, CommonFrame common, ulong address)
    {
        ulong start = ReadPointer(ref entry, common.PointerEncoding, address);
        ulong bytes = ReadPointer(ref entry, (byte)(common.PointerEncoding & 0xf), 0);
        if (bytes > ulong.MaxValue - start)
        {
            throw entry.Refuse("a function that wraps around the end of the address space");
        }

        if (common.HasData)
        {
            entry.Skip(entry.Unsigned());
        }

        new FrameProgram(common, start, _ranges).Run(ref entry, start + bytes);
    }

    /// <summary>An address, in an encoding that the common entry tells; its entry begins at another address.</summary>
    private static ulong ReadPointer(ref DwarfReader entry, byte encoding, ulong entryAddress)
    {
        ulong place = (encoding & 0x70) switch
        {
            0 => 0,
            RelativeToPlace => entryAddress + (ulong)entry.Position,
            _ => throw entry.Refuse($"an address in the unknown encoding 0x{encoding:x}"),
        };
        return place + (encoding & 0xf) switch
        {
            0x0 or 0x4 or 0xc => entry.Long(),
            0x1 => entry.Unsigned(),
            0x2 => entry.Half(),
            0x3 => entry.Word(),
            0x9 => (ulong)entry.Signed(),
            0xa => (ulong)(short)entry.Half(),
            0xb => (ulong)(int)entry.Word(),
            _ => throw entry.Refuse($"an address in the unknown encoding 0x{encoding:x}"),
        };
    }
}
