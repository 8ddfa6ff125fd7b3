// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>The tables of folders and files in the header of a unit.</summary>
/// <remarks>Source: DWARF 5, 6.2.4.1 and 7.5.5; for older versions DWARF 4, 6.2.4.</remarks>
internal static class LineNames
{
    private const ulong Path = 1;
    private const ulong FolderIndex = 2;
    private const ulong MostEntries = 65_536;
    private const string LineStrings = ".debug_line_str";
    private const string Strings = ".debug_str";

    /// <summary>Files of version 5, where an entry says what it consists of.</summary>
    public static IReadOnlyList<SourceFile> ReadFiles(ref DwarfReader reader, ElfImage image)
    {
        List<(string Name, ulong Folder)> folders = ReadTable(ref reader, image);
        return [.. ReadTable(ref reader, image).Select(file => new SourceFile(FolderAt(folders, file.Folder), file.Name))];
    }

    /// <summary>Files of versions 2 to 4, which count from 1.</summary>
    public static IReadOnlyList<SourceFile> ReadOldFiles(ref DwarfReader reader)
    {
        List<string> folders = [""];
        for (string folder = reader.Name(); folder.Length > 0; folder = reader.Name())
        {
            folders.Add(folder);
        }

        List<SourceFile> files = [new SourceFile("", "")];
        for (string name = reader.Name(); name.Length > 0; name = reader.Name())
        {
            ulong folder = reader.Unsigned();
            _ = reader.Unsigned(); // Ignored: when it was changed.
            _ = reader.Unsigned(); // Ignored: its length.
            files.Add(new SourceFile(folder < (ulong)folders.Count ? folders[(int)folder] : "", name));
        }

        return files;
    }

    /// <summary>The first folder is the one the compiler ran in; others may be relative to it.</summary>
    private static string FolderAt(List<(string Name, ulong Folder)> folders, ulong index)
    {
        if (index >= (ulong)folders.Count)
        {
            return "";
        }

        string name = folders[(int)index].Name;
        return index == 0 || name.StartsWith('/') ? name : $"{folders[0].Name}/{name}";
    }

    private static List<(string Name, ulong Folder)> ReadTable(ref DwarfReader reader, ElfImage image)
    {
        (ulong Content, ulong Form)[] format = new (ulong Content, ulong Form)[reader.Byte()];
        for (int part = 0; part < format.Length; part++)
        {
            format[part] = (reader.Unsigned(), reader.Unsigned());
        }

        ulong count = reader.Unsigned();
        if (count > MostEntries || (count > 0 && format.Length == 0))
        {
            throw reader.Refuse($"a table of {count} names");
        }

        List<(string Name, ulong Folder)> entries = [];
        for (ulong entry = 0; entry < count; entry++)
        {
            (string Name, ulong Folder) next = ("", 0);
            foreach ((ulong content, ulong form) in format)
            {
                (string text, ulong number) = ReadValue(ref reader, form, image);
                next = (content == Path ? text : next.Name, content == FolderIndex ? number : next.Folder);
            }

            entries.Add(next);
        }

        return entries;
    }

    private static (string Text, ulong Number) ReadValue(ref DwarfReader reader, ulong form, ElfImage image)
    {
        switch (form)
        {
            case 0x08: // DW_FORM_string
                return (reader.Name(), 0);
            case 0x0e: // DW_FORM_strp
                return (NameIn(Strings, reader.Word(), image), 0);
            case 0x1f: // DW_FORM_line_strp
                return (NameIn(LineStrings, reader.Word(), image), 0);
            case 0x0b: // DW_FORM_data1
                return ("", reader.Byte());
            case 0x05: // DW_FORM_data2
                return ("", reader.Half());
            case 0x06: // DW_FORM_data4
                return ("", reader.Word());
            case 0x07: // DW_FORM_data8
                return ("", reader.Long());
            case 0x0f: // DW_FORM_udata
                return ("", reader.Unsigned());
            case 0x1e: // DW_FORM_data16
                reader.Skip(16);
                return ("", 0);
            case 0x09: // DW_FORM_block
                reader.Skip(reader.Unsigned());
                return ("", 0);
            default:
                throw reader.Refuse($"a name in the unknown form 0x{form:x}");
        }
    }

    private static string NameIn(string section, uint offset, ElfImage image)
    {
        DwarfReader names = new(image.ContentsOf(section), section);
        names.Skip(offset);
        return names.Name();
    }
}
