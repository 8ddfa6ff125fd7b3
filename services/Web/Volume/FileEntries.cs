// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Files;

namespace Caprock.Services.Web.Volume;

/// <summary>The entries of a list of a directory.</summary>
public static unsafe class FileEntries
{
    /// <summary>Takes the first entry; false when there is none that is whole.</summary>
    public static bool TryTake(scoped ref Span<byte> entries, out FileListEntry entry, out ReadOnlySpan<byte> name)
    {
        entry = default;
        name = default;
        if (entries.Length < FileListEntry.HeadBytes)
        {
            return false;
        }

        entry = Unsafe.ReadUnaligned<FileListEntry>(ref entries[0]);
        var bytes = (FileListEntry.HeadBytes + entry.NameBytes + 7) & ~7;
        if (bytes > entries.Length)
        {
            return false;
        }

        name = entries.Slice(FileListEntry.HeadBytes, entry.NameBytes);
        entries = entries[bytes..];
        return true;
    }
}
