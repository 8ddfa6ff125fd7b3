// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Web;
using Caprock.Tools.Site;

namespace Caprock.Tests.Unit.Site;

/// <summary>Site archives, as the tool writes them and a component reads them.</summary>
public sealed unsafe class ArchiveTests
{
    private static readonly SiteFile[] Files =
    [
        new("/", "text/html", "home"u8.ToArray()),
        new("/docs/", "text/html", "documents"u8.ToArray()),
        new("/docs", "text/html", "documents"u8.ToArray()),
        new("/style.css", "text/css", []),
        new("/docs/a", "text/html", new byte[5000]),
    ];

    [Fact]
    public void What_was_written_is_found()
    {
        With(ArchiveWriter.Write(Files), archive =>
        {
            Assert.Equal(Files.Length, archive.Count);
            foreach (var file in Files)
            {
                var entry = archive.Find(Encoding.UTF8.GetBytes(file.Path));
                Assert.True(entry != null);
                Assert.Equal(file.Content, archive.Bytes(entry->Content).ToArray());
                Assert.Equal(file.Type, Encoding.ASCII.GetString(archive.Bytes(entry->Type)));
                Assert.Matches("^\"[0-9a-f]{16}\"$", Encoding.ASCII.GetString(archive.Bytes(entry->Tag)));
            }
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("/doc")]
    [InlineData("/docs/b")]
    [InlineData("/zzz")]
    [InlineData("/DOCS")]
    public void What_was_not_written_is_not_found(string path) =>
        With(ArchiveWriter.Write(Files), archive => Assert.True(archive.Find(Encoding.UTF8.GetBytes(path)) == null));

    [Fact]
    public void The_order_of_the_files_does_not_matter() => Assert.Equal(ArchiveWriter.Write(Files), ArchiveWriter.Write(Files.Reverse()));

    [Fact]
    public void An_archive_that_ends_early_is_none()
    {
        var bytes = ArchiveWriter.Write(Files);
        fixed (byte* start = bytes)
        {
            for (var length = 0; length < bytes.Length; length += 7)
            {
                Assert.False(SiteArchive.TryOpen(start, (ulong)length, out _));
            }
        }
    }

    [Fact]
    public void Damage_gives_no_archive_or_one_that_lies_inside()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = ArchiveWriter.Write(Files);
            for (var i = 0; i < 3; i++)
            {
                bytes[random.Next(200)] = (byte)random.Next(256);
            }

            fixed (byte* start = bytes)
            {
                if (SiteArchive.TryOpen(start, (ulong)bytes.Length, out var archive))
                {
                    var entry = archive.Find("/docs/a"u8);
                    Assert.True(entry == null || entry->Content.Offset + entry->Content.Length <= bytes.Length);
                }
            }
        }
    }

    private static void With(byte[] bytes, Action<SiteArchive> look)
    {
        fixed (byte* start = bytes)
        {
            Assert.True(SiteArchive.TryOpen(start, (ulong)bytes.Length, out var archive));
            look(archive);
        }
    }
}
