// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Web.Format;

namespace Caprock.Services.Web;

/// <summary>A site in memory that does not change.</summary>
public readonly unsafe struct SiteArchive
{
    private readonly byte* start;
    private readonly int count;

    private SiteArchive(byte* start, int count)
    {
        this.start = start;
        this.count = count;
    }

    /// <summary>Pages and files.</summary>
    public int Count => count;

    private SiteEntry* Entries => (SiteEntry*)(start + sizeof(SiteHeader));

    /// <summary>Opens an archive; false when the memory has none whose every entry lies in it, in the order of paths.</summary>
    public static bool TryOpen(byte* memory, ulong bytes, out SiteArchive archive)
    {
        archive = default;
        var header = (SiteHeader*)memory;
        if (bytes < (ulong)sizeof(SiteHeader) || header->Magic != SiteHeader.ExpectedMagic || header->Bytes > bytes)
        {
            return false;
        }

        if (header->Bytes < (ulong)sizeof(SiteHeader) + ((ulong)header->EntryCount * (ulong)sizeof(SiteEntry)) || header->Bytes > int.MaxValue)
        {
            return false;
        }

        var opened = new SiteArchive(memory, (int)header->EntryCount);
        for (var i = 0; i < opened.count; i++)
        {
            var entry = opened.Entries + i;
            var isInside = IsInside(entry->Path, header->Bytes) && IsInside(entry->Content, header->Bytes)
                && IsInside(entry->Type, header->Bytes) && IsInside(entry->Tag, header->Bytes);
            if (!isInside || (i > 0 && opened.Compare(entry - 1, opened.Bytes(entry->Path)) >= 0))
            {
                return false;
            }
        }

        archive = opened;
        return true;
    }

    /// <summary>Bytes of the archive.</summary>
    public ReadOnlySpan<byte> Bytes(SiteText text) => new(start + text.Offset, (int)text.Length);

    /// <summary>Finds what is at a path; null when nothing is.</summary>
    public SiteEntry* Find(scoped ReadOnlySpan<byte> path)
    {
        var low = 0;
        var high = count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(Entries + middle, path) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < count && Compare(Entries + low, path) == 0 ? Entries + low : null;
    }

    private static bool IsInside(SiteText text, uint bytes) => text.Offset <= bytes && text.Length <= bytes - text.Offset;

    /// <summary>Negative when the entry's path comes before, zero when it is the same.</summary>
    private int Compare(SiteEntry* entry, scoped ReadOnlySpan<byte> path)
    {
        var own = Bytes(entry->Path);
        var common = Math.Min(own.Length, path.Length);
        for (var i = 0; i < common; i++)
        {
            if (own[i] != path[i])
            {
                return own[i] - path[i];
            }
        }

        return own.Length - path.Length;
    }
}
