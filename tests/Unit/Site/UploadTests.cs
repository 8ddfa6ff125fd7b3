// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Web;
using Caprock.Services.Web.Upload;
using Caprock.Tools.Site;

namespace Caprock.Tests.Unit.Site;

/// <summary>Names and forms of uploads, and where files of a site are.</summary>
public sealed class UploadTests
{
    private const string Type = "multipart/form-data; boundary=----Browser0123";

    [Theory]
    [InlineData("a", true)]
    [InlineData("A name, with (much) in it.tar.gz", true)]
    [InlineData("Größe 面.txt", true)]
    [InlineData("a~b", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData(".a", false)]
    [InlineData("a.", false)]
    [InlineData(" a", false)]
    [InlineData("a ", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a:b", false)]
    [InlineData("a\"b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u007fb", false)]
    [InlineData("0.part~", false)]
    [InlineData("a.new~", false)]
    public void A_name_is_one_that_a_volume_can_have(string name, bool isGood) =>
        Assert.Equal(isGood, UploadName.IsGood(Encoding.UTF8.GetBytes(name)));

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc0, 0xaf })]
    [InlineData(new byte[] { 0xe0, 0x80, 0xaf })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0xf4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { (byte)'a', 0xe2, 0x82 })]
    public void A_name_is_good_UTF8(byte[] name) => Assert.False(UploadName.IsGood(name));

    [Fact]
    public void A_name_has_its_most_bytes()
    {
        Assert.True(UploadName.IsGood(Encoding.ASCII.GetBytes(new string('a', UploadName.MostBytes))));
        Assert.False(UploadName.IsGood(Encoding.ASCII.GetBytes(new string('a', UploadName.MostBytes + 1))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(4096)]
    public void A_file_comes_out_of_a_form_as_it_went_in_whatever_the_pieces(int piece)
    {
        var random = new Random(piece);
        foreach (var length in new[] { 0, 1, 13, 5000 })
        {
            var content = new byte[length];
            for (var i = 0; i < length; i++)
            {
                content[i] = "\r\n------Browser012"u8[random.Next(18)];
            }

            var form = Form(("other", null, "text"u8.ToArray()), ("file", "the name", content), ("after", null, "more"u8.ToArray()));

            var (name, read, isWhole) = Read(form, Type, piece);

            Assert.True(isWhole);
            Assert.Equal("the name", name);
            Assert.Equal(content, read);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; charset=x")]
    [InlineData("multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890")]
    public void What_is_no_form_is_refused(string type) => Assert.False(new MultipartReader().TryStart(Encoding.ASCII.GetBytes(type)));

    [Fact]
    public void A_boundary_may_be_quoted_and_a_semicolon_in_a_name_is_none_of_the_head()
    {
        var form = Form(("file", "a; filename=b", "x"u8.ToArray()));

        Assert.Equal(("a; filename=b", "x"), Text(Read(form, "Multipart/Form-Data; charset=utf-8; boundary=\"----Browser0123\"", 4096)));
    }

    [Fact]
    public void A_form_that_is_cut_anywhere_is_malformed_and_never_read_beyond_its_end()
    {
        var form = Form(("file", "name", "content"u8.ToArray()));
        var end = form.AsSpan().LastIndexOf("--"u8) + 2;
        for (var length = 0; length < end; length++)
        {
            Assert.False(Read(form[..length], Type, 4096).IsWhole, $"{length} bytes");
        }
    }

    [Fact]
    public void Forms_with_bytes_changed_give_a_file_or_an_error_and_never_a_loop()
    {
        var random = new Random(1);
        var form = Form(("file", "name", new byte[300]), ("more", null, new byte[10]));
        for (var i = 0; i < 5000; i++)
        {
            var changed = form.ToArray();
            for (var j = random.Next(4); j >= 0; j--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var (_, content, _) = Read(changed, Type, random.Next(1, 600));
            Assert.InRange(content.Length, 0, changed.Length);
        }
    }

    [Theory]
    [InlineData("/", "index.html", "text/html; charset=utf-8")]
    [InlineData("/docs/", "docs/index.html", "text/html; charset=utf-8")]
    [InlineData("/docs/tutorial", "docs/tutorial.html", "text/html; charset=utf-8")]
    [InlineData("/style.css", "style.css", "text/css; charset=utf-8")]
    [InlineData("/a.b/c", "a.b/c.html", "text/html; charset=utf-8")]
    [InlineData("/x.PNG", "x.PNG", "image/png")]
    [InlineData("/x.unknown", "x.unknown", "application/octet-stream")]
    public void A_path_stands_for_a_file(string path, string file, string type)
    {
        var buffer = new byte[100];

        Assert.True(SitePath.TryFindFile(Encoding.ASCII.GetBytes(path), buffer, out var length));
        Assert.Equal(file, Encoding.ASCII.GetString(buffer, 0, length));
        Assert.Equal(type, Encoding.ASCII.GetString(SitePath.TypeOf(buffer.AsSpan(0, length))));
        Assert.False(SitePath.TryFindFile(Encoding.ASCII.GetBytes(path), buffer.AsSpan(0, length - 1), out _));
    }

    [Fact]
    public void A_folder_has_the_files_of_the_site_and_no_others_and_keeps_the_times_of_what_is_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("caprock-folder");
        SiteFile page = new("/docs/a", "text/html; charset=utf-8", [1]);
        SiteFile style = new("/style.css", "text/css; charset=utf-8", [2]);
        FolderWriter.Write(folder.FullName, [page, style]);
        var kept = Path.Combine(folder.FullName, "docs", "a.html");
        var before = DateTime.UtcNow.AddDays(-1);
        File.SetLastWriteTimeUtc(kept, before);

        FolderWriter.Write(folder.FullName, [page, new SiteFile("/", "text/html; charset=utf-8", [3])]);

        Assert.Equal(["docs/a.html", "index.html"], Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.FullName, file)).Order(StringComparer.Ordinal));
        Assert.Equal(before, File.GetLastWriteTimeUtc(kept), TimeSpan.FromSeconds(1));
        Assert.Throws<InvalidOperationException>(() => FolderWriter.FileOf(new SiteFile("/v1.2", "text/html; charset=utf-8", [])));
        folder.Delete(recursive: true);
    }

    private static (string Name, string Content) Text((string? Name, byte[] Content, bool IsWhole) read) =>
        (read.Name!, Encoding.ASCII.GetString(read.Content));

    private static byte[] Form(params (string Field, string? File, byte[] Content)[] parts)
    {
        var form = new MemoryStream();
        foreach (var (field, file, content) in parts)
        {
            var name = file is null ? "" : $"; filename=\"{file}\"";
            form.Write(Encoding.UTF8.GetBytes(
                $"------Browser0123\r\nContent-Disposition: form-data; name=\"{field}\"{name}\r\nContent-Type: text/plain\r\n\r\n"));
            form.Write(content);
            form.Write("\r\n"u8);
        }

        form.Write("------Browser0123--\r\n"u8);
        return form.ToArray();
    }

    /// <summary>Reads a form of which so many bytes more are there each time.</summary>
    private static (string? Name, byte[] Content, bool IsWhole) Read(byte[] form, string type, int piece)
    {
        var reader = new MultipartReader();
        Assert.True(reader.TryStart(Encoding.ASCII.GetBytes(type)));
        var content = new MemoryStream();
        string? found = null;
        var start = 0;
        var there = Math.Min(piece, form.Length);
        for (var steps = 0; steps < (form.Length * 2) + 100; steps++)
        {
            var seen = form.AsSpan(start, Math.Min(there - start, 8192));
            switch (reader.Read(seen, there == form.Length, out var length, out var name))
            {
                case MultipartPart.More:
                    there = Math.Min(there + piece, form.Length);
                    continue;
                case MultipartPart.FileBegins:
                    found ??= Encoding.UTF8.GetString(name);
                    break;
                case MultipartPart.FileBytes:
                    content.Write(form, start, length);
                    break;
                case MultipartPart.End:
                    return (found, content.ToArray(), true);
                case MultipartPart.Malformed:
                    return (found, content.ToArray(), false);
            }

            Assert.InRange(length, 1, seen.Length);
            start += length;
        }

        throw new InvalidOperationException("It does not end.");
    }
}
