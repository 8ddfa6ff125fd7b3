// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Files;

namespace Caprock.Services.Shell.Commands;

/// <summary>The entries of a list as the server wrote it; it may have written anything.</summary>
internal static class FileEntries
{
    private const uint Alignment = 8;

    /// <summary>An entry and its name, as far as it lies in the data.</summary>
    public static unsafe ref readonly FileListEntry At(uint place, out ReadOnlySpan<byte> name)
    {
        var data = FileStore.Data;
        ref var entry = ref Unsafe.As<byte, FileListEntry>(ref data[(int)Math.Min(place, FileStore.PieceBytes - FileListEntry.HeadBytes)]);
        var start = Math.Min(place + FileListEntry.HeadBytes, FileStore.PieceBytes);
        name = data.Slice((int)start, (int)Math.Min(entry.NameBytes, FileStore.PieceBytes - start));
        return ref entry;
    }

    /// <summary>Where the next one is.</summary>
    public static uint After(uint place)
    {
        ref readonly var entry = ref At(place, out _);
        return (place + FileListEntry.HeadBytes + entry.NameBytes + Alignment - 1) & ~(Alignment - 1);
    }
}
