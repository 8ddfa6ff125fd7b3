// SPDX-License-Identifier: BSD-2-Clause
using System.Formats.Tar;
using System.Text;
using Caprock.Services.ImageServer;

namespace Caprock.Tests.Unit.Files;

/// <summary>Archives that .NET wrote, and wrong ones.</summary>
public sealed class TarArchiveTests
{
    [Fact]
    public void Files_are_found_by_their_paths_with_what_is_in_them()
    {
        var longPath = string.Join('/', Enumerable.Repeat("a directory of a long name", 6)) + "/file";
        var archive = Make(
            ("./", null), ("./one.txt", "first"), ("directory/", null), ("directory/two", ""), (longPath, new string('x', 2000)));

        Assert.Equal("first", Read(archive, "one.txt"));
        Assert.Equal("", Read(archive, "directory/two"));
        Assert.Equal(new string('x', 2000), Read(archive, longPath));
        Assert.Null(Read(archive, "directory/three"));
        Assert.Null(Read(archive, "one.tx"));
        Assert.True(new TarArchive(archive).TryFind("directory"u8, new byte[512], out var entry) && entry.IsDirectory);
    }

    [Fact]
    public void The_first_wrong_header_ends_an_archive()
    {
        var archive = Make(("one", "1"), ("two", "2"), ("three", "3"));
        archive[1024 + 5] ^= 1;

        Assert.Equal("1", Read(archive, "one"));
        Assert.Null(Read(archive, "two"));
        Assert.Null(Read(archive, "three"));
    }

    [Fact]
    public void A_file_that_is_not_all_there_is_none()
    {
        var archive = Make(("one", new string('y', 5000)));

        Assert.NotNull(Read(archive, "one"));
        Assert.Null(Read(archive[..(512 + 4999)], "one"));
        Assert.Null(Read(archive[..512], "one"));
        Assert.Null(Read(archive[..100], "one"));
        Assert.Null(Read([], "one"));
    }

    [Fact]
    public void Garbage_is_survived_also_when_its_sums_are_right()
    {
        var random = new Random(3);
        var good = Make(("one", "1"), ("directory/", null), ("directory/two", new string('z', 700)));
        var name = new byte[512];
        for (var i = 0; i < 20_000; i++)
        {
            var archive = (byte[])good.Clone();
            var block = random.Next(4) * 512;
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                archive[block + random.Next(random.Next(2) == 0 ? 512 : 160)] = (byte)random.Next(256);
            }

            Sign(archive.AsSpan(block, 512));
            var tar = new TarArchive(archive);
            var entries = 0;
            for (uint at = 0; tar.TryRead(at, out var entry); at = entry.Next)
            {
                Assert.True(entry.Next > at && ++entries <= archive.Length / 512);
                Assert.InRange(tar.CopyName(entry, name), 0, TarArchive.MostNameBytes);
                Assert.Equal((int)entry.Size, tar.Contents(entry).Length);
            }
        }
    }

    [Theory]
    [InlineData("/a//b/./c/", "a/b/c")]
    [InlineData("./", "")]
    [InlineData("", "")]
    [InlineData("..", "..")]
    [InlineData(".hidden/x", ".hidden/x")]
    public void Paths_are_written_in_one_way(string path, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes, 0, PathText.Normalise(bytes, bytes.Length)));
    }

    [Theory]
    [InlineData("", "file", "file")]
    [InlineData("a", "a/file", "file")]
    [InlineData("a", "ab/file", "")]
    [InlineData("a", "a/b/file", "")]
    [InlineData("a", "a", "")]
    [InlineData("", "", "")]
    public void A_directory_has_what_is_directly_in_it(string directory, string name, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(PathText.NameIn(Encoding.UTF8.GetBytes(directory), Encoding.UTF8.GetBytes(name))));

    private static string? Read(byte[] archive, string path)
    {
        var tar = new TarArchive(archive);
        return tar.TryFind(Encoding.UTF8.GetBytes(path), new byte[512], out var entry)
            ? Encoding.UTF8.GetString(tar.Contents(entry))
            : null;
    }

    private static byte[] Make(params (string Name, string? Text)[] files)
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                var entry = new UstarTarEntry(text is null ? TarEntryType.Directory : TarEntryType.RegularFile, name);
                if (text is not null)
                {
                    entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text));
                }

                writer.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    private static void Sign(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in header)
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
    }
}
