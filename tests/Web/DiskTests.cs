// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Web;

/// <summary>What is on the disk, as others see it: after the machine was switched off, when the disk is full, when there is none.</summary>
public sealed class DiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_was_uploaded_is_there_after_a_reboot_and_on_the_host()
    {
        var disk = WebServer.MakeDisk();
        var content = UploadTests.Bytes(1_000_000, 1);
        using (var server = new WebServer(null, disk))
        using (var uploader = server.Uploader())
        {
            Assert.Equal(HttpStatusCode.Created, await UploadTests.Put(uploader, "files/Kept for long.data", content));
            Assert.Equal(HttpStatusCode.Created, await UploadTests.Put(uploader, "files/changed", [1]));
            Assert.Equal(HttpStatusCode.NoContent, await UploadTests.Put(uploader, "files/changed", [2, 3]));
        }

        DiskJudge.AssertSound(disk);
        Assert.Equal(content, GuestVolume.Read(disk, "/files/Kept for long.data"));
        Assert.Equal([2, 3], GuestVolume.Read(disk, "/files/changed"));
        using (var server = new WebServer(null, disk))
        {
            Assert.Equal(content, await server.Client.GetByteArrayAsync("files/Kept for long.data"));
            Assert.Equal([2, 3], await server.Client.GetByteArrayAsync("files/changed"));
        }

        File.Delete(disk);
    }

    [Fact]
    public async Task Switched_off_while_a_file_is_replaced_it_is_the_old_one_or_the_new_one()
    {
        var disk = WebServer.MakeDisk();
        var known = 0;
        var tried = 0;
        for (var boot = 0; boot < 4; boot++)
        {
            using var server = new WebServer(null, disk);
            using var uploader = server.Uploader();
            if (boot > 0)
            {
                var found = Encoding.ASCII.GetString(await server.Client.GetByteArrayAsync("files/counter"));
                var number = int.Parse(found[..8], System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(Numbered(number), found);
                Assert.InRange(number, known, tried);
                known = number;
            }

            // The machine goes off in the midst of an upload: what was answered is known, the last may or may not be there.
            var off = Task.Delay(700 + (boot * 330));
            var uploads = Task.Run(async () =>
            {
                while (true)
                {
                    tried = known + 1;
                    var code = await UploadTests.Put(uploader, "files/counter", Encoding.ASCII.GetBytes(Numbered(tried)));
                    Assert.True(code is HttpStatusCode.Created or HttpStatusCode.NoContent, code.ToString());
                    known = tried;
                }
            });
            await Task.WhenAny(off, uploads);
            server.Dispose();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => uploads.WaitAsync(Patience));
            Assert.True(known > 0, "nothing was uploaded before the end");
        }

        using (var server = new WebServer(null, disk))
        {
            // When a list can be had, what was left behind has been cleared away.
            using var uploader = server.Uploader();
            await uploader.GetStringAsync("files.json?from=0");
        }

        // Clusters that no file has are all that may be left, and a check gives them back.
        Assert.Equal("::/files/counter", GuestVolume.List(disk, "/files").Trim());
        var counter = GuestVolume.Read(disk, "/files/counter");
        DiskJudge.AssertOnlyUnusedClusters(disk);
        Assert.Equal(
            Numbered(int.Parse(Encoding.ASCII.GetString(counter, 0, 8), System.Globalization.CultureInfo.InvariantCulture)),
            Encoding.ASCII.GetString(counter));
        File.Delete(disk);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_what_was_there_stays()
    {
        var disk = WebServer.MakeDisk(8);
        using (var server = new WebServer(null, disk))
        using (var uploader = server.Uploader())
        {
            Assert.Equal(HttpStatusCode.Created, await UploadTests.Put(uploader, "files/first", UploadTests.Bytes(1_000_000, 1)));
            Assert.Equal(HttpStatusCode.InsufficientStorage, await UploadTests.Put(uploader, "files/second", new byte[9_000_000]));
            Assert.Equal(HttpStatusCode.InsufficientStorage, await UploadTests.Put(uploader, "files/first", new byte[9_000_000]));
            using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[9_000_000]), "file", "third" } };
            using var response = await uploader.PostAsync("upload", form);
            Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
            Assert.Contains("The disk is full", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);

            Assert.Equal(UploadTests.Bytes(1_000_000, 1), await server.Client.GetByteArrayAsync("files/first"));
            Assert.Equal(WebServer.Stored("/"), await server.Client.GetByteArrayAsync("/"));
            Assert.Equal(HttpStatusCode.Created, await UploadTests.Put(uploader, "files/small", [1]));
        }

        Assert.DoesNotContain("~", GuestVolume.List(disk, "/files"), StringComparison.Ordinal);
        DiskJudge.AssertSound(disk);
        File.Delete(disk);
    }

    [Fact]
    public async Task Without_a_volume_the_page_of_the_system_is_still_there()
    {
        var disk = Path.GetTempFileName();
        File.WriteAllBytes(disk, new byte[1 << 20]);
        using (var server = new WebServer(null, disk))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Client.GetAsync("docs/tutorial")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("status")).StatusCode);
            Assert.Equal(12, server.Status().GetProperty("components").GetArrayLength());
            using var uploader = server.Uploader();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await UploadTests.Put(uploader, "files/x", [1]));
        }

        File.Delete(disk);
    }

    [Fact]
    public async Task Files_and_answers_have_the_date_of_the_machines_clock()
    {
        var disk = WebServer.MakeDisk();
        using (var server = new WebServer(devices => [.. devices.Arguments, "-rtc", "base=2024-02-29T23:59:30"], disk))
        using (var uploader = server.Uploader())
        {
            var from = new DateTimeOffset(2024, 2, 29, 23, 59, 28, TimeSpan.Zero);
            Assert.Equal(HttpStatusCode.Created, await UploadTests.Put(uploader, "files/dated", [1]));
            using var response = await server.Client.GetAsync("files/dated");
            Assert.InRange(response.Headers.Date!.Value, from, from.AddMinutes(2));
            Assert.InRange(response.Content.Headers.LastModified!.Value, from, from.AddMinutes(2));

            // Every second a new one.
            await Task.Delay(2100);
            using var later = await server.Client.GetAsync("files/dated");
            Assert.InRange((later.Headers.Date - response.Headers.Date)!.Value.TotalSeconds, 1, 10);
        }

        Assert.Matches("2024-0(2-29|3-01)", GuestVolume.Describe(disk, "/files"));
        File.Delete(disk);
    }

    private static string Numbered(int number) => string.Concat(Enumerable.Repeat($"{number:d8}", 12_345));
}
