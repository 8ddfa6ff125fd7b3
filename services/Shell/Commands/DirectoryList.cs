// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>The files of a directory.</summary>
internal static class DirectoryList
{
    private const int SizeEnd = 12;
    private const int DateColumn = 14;
    private const int NameColumn = 32;
    private const int HalfBits = 16;

    private static ulong position;
    private static uint place;

    private static ReadOnlySpan<byte> Path => Interpreter.Argument.Length == 0 ? "/"u8 : Interpreter.Argument;

    /// <summary>Writes them.</summary>
    public static async Activity Write()
    {
        position = 0;
        while (!Input.IsInterrupted)
        {
            FileStore.List(Path, position);
            while (FileStore.IsWaiting)
            {
                await FileStore.Done;
            }

            if (!FileStore.HasSucceeded)
            {
                break;
            }

            position = FileStore.Record.Value;
            for (place = 0; place < Listed;)
            {
                WriteEntry();
                while (Terminal.IsFull)
                {
                    await Terminal.Room;
                }
            }
        }

        if (!FileStore.IsAtEnd && !Input.IsInterrupted)
        {
            FileStore.Complain(Path);
        }
    }

    private static uint Listed => Math.Min(FileStore.Record.Transferred, FileStore.PieceBytes - FileListEntry.HeadBytes);

    private static void WriteEntry()
    {
        ref readonly var entry = ref FileEntries.At(place, out var name);
        place = FileEntries.After(place);
        var text = new TextBuilder(Row.Buffer);
        var isDirectory = (entry.Attributes & FileListEntry.Directory) != 0;
        if (!isDirectory)
        {
            Row.Right(ref text, entry.Size, SizeEnd);
        }

        Row.To(ref text, DateColumn);
        AppendTime(ref text, entry.Modified);
        Row.To(ref text, NameColumn);
        Terminal.Write(text.Written);
        Terminal.WriteForeign(name);
        Terminal.WriteLine(isDirectory ? "/"u8 : ""u8);
    }

    /// <summary>Source: Microsoft FAT32 File System Specification 1.03, "Date and Time Formats".</summary>
    private static void AppendTime(ref TextBuilder text, uint modified)
    {
        var date = modified >> HalfBits;
        text.AppendDecimal(1980 + (date >> 9));
        text.Append((byte)'-');
        AppendTwo(ref text, (date >> 5) & 0xf);
        text.Append((byte)'-');
        AppendTwo(ref text, date & 0x1f);
        text.Append((byte)' ');
        AppendTwo(ref text, (modified >> 11) & 0x1f);
        text.Append((byte)':');
        AppendTwo(ref text, (modified >> 5) & 0x3f);
    }

    private static void AppendTwo(ref TextBuilder text, uint value)
    {
        text.Append((byte)('0' + (value / 10)));
        text.Append((byte)('0' + (value % 10)));
    }
}
