// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>How to get from any instruction to the caller of its function: the sections '.eh_frame' and '.debug_frame'.</summary>
/// <remarks>
/// Source: Linux Standard Base 5.0, 10.5 and 10.6; DWARF 5, 6.4.1. Entries of unknown versions are passed over, with their functions.
/// </remarks>
public sealed class FrameTable
{
    private const string LoadedSection = ".eh_frame";
    private const string DebuggerSection = ".debug_frame";
    private const uint LoadedCommonMark = 0;
    private const uint DebuggerCommonMark = 0xffff_ffff;
    private const byte FirstWithSizes = 4;
    private const byte Version1 = 1;
    private const byte Version3 = 3;
    private const uint WideLength = 0xffff_ffff;
    private const byte OmittedPointer = 0xff;
    private const byte RelativeToPlace = 0x10;

    private readonly bool _isLoaded;
    private readonly ulong _address;
    private readonly Dictionary<ulong, CommonFrame?> _common = [];
    private readonly List<FrameRange> _ranges = [];

    private FrameTable(bool isLoaded, ulong address)
    {
        _isLoaded = isLoaded;
        _address = address;
    }

    /// <summary>The ranges in the order of the sections; none when the image has no such section.</summary>
    /// <exception cref="ElfFormatException">A section is not well-formed.</exception>
    public static IReadOnlyList<FrameRange> Read(ElfImage image)
    {
        FrameTable loaded = new(true, image.Sections.FirstOrDefault(section => section.Name == LoadedSection)?.Address ?? 0);
        loaded.ReadEntries(new DwarfReader(image.ContentsOf(LoadedSection), LoadedSection));
        FrameTable debugger = new(false, 0);
        debugger.ReadEntries(new DwarfReader(image.ContentsOf(DebuggerSection), DebuggerSection));
        return [.. loaded._ranges, .. debugger._ranges];
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

            uint mark = entry.Word();
            if (mark == (_isLoaded ? LoadedCommonMark : DebuggerCommonMark))
            {
                _common[start] = ReadCommon(entry);
            }
            else if (!_common.TryGetValue(_isLoaded ? place - mark : mark, out CommonFrame? common))
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
        if (version is not Version1 and not Version3 and not FirstWithSizes || (augmentation.Length > 0 && augmentation[0] != 'z'))
        {
            return null;
        }

        entry.Skip(version == FirstWithSizes ? 2u : 0); // Sizes of an address and of a segment selector.
        ulong codeUnit = entry.Unsigned();
        long dataUnit = entry.Signed();
        _ = version == Version1 ? entry.Byte() : entry.Unsigned(); // Ignored: the return address's register is fixed.
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
