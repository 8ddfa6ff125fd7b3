// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Caprock.Services.Web.Format;

namespace Caprock.Tools.Site;

/// <summary>Packs a site into one file, as <see cref="Caprock.Services.Web.SiteArchive"/> reads it.</summary>
public static class ArchiveWriter
{
    private const int Alignment = 16;

    /// <summary>Writes the archive. The same files give the same bytes.</summary>
    public static byte[] Write(IEnumerable<SiteFile> files)
    {
        var sorted = files.Select(file => (Path: Encoding.UTF8.GetBytes(file.Path), File: file)).ToList();
        sorted.Sort((one, other) => one.Path.AsSpan().SequenceCompareTo(other.Path));
        var entries = new SiteEntry[sorted.Count];
        var body = new MemoryStream();
        var start = Unsafe.SizeOf<SiteHeader>() + (sorted.Count * Unsafe.SizeOf<SiteEntry>());
        var known = new Dictionary<string, SiteText>();
        for (var i = 0; i < sorted.Count; i++)
        {
            var content = sorted[i].File.Content;
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            entries[i].Path = Add(sorted[i].Path, null);
            entries[i].Content = Add(content, hash);
            entries[i].Type = Add(Encoding.ASCII.GetBytes(sorted[i].File.Type), sorted[i].File.Type);
            entries[i].Tag = Add(Encoding.ASCII.GetBytes($"\"{hash[..16]}\""), $"tag {hash}");
        }

        SiteHeader header;
        header.Magic = SiteHeader.ExpectedMagic;
        header.EntryCount = (uint)sorted.Count;
        header.Bytes = (uint)(start + body.Length);
        header.Reserved = 0;
        return
        [
            .. MemoryMarshal.AsBytes(new ReadOnlySpan<SiteHeader>(in header)),
            .. MemoryMarshal.AsBytes<SiteEntry>(entries),
            .. body.ToArray(),
        ];

        SiteText Add(byte[] bytes, string? name)
        {
            if (name is not null && known.TryGetValue(name, out var there))
            {
                return there;
            }

            body.Write(new byte[(Alignment - ((start + body.Length) % Alignment)) % Alignment]);
            SiteText text;
            text.Offset = (uint)(start + body.Length);
            text.Length = (uint)bytes.Length;
            body.Write(bytes);
            if (name is not null)
            {
                known.Add(name, text);
            }

            return text;
        }
    }
}
