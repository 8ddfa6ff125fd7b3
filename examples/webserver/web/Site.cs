// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Services.Web;
using Caprock.Services.Web.Format;
using Caprock.Services.Web.Upload;
using Caprock.Services.Web.Volume;

namespace Caprock.Examples.Webserver;

/// <summary>The volume's pages, the files that were uploaded to it, and the figures of the running system, which need no disk.</summary>
internal readonly unsafe struct Site(SiteArchive archive) : ISite<Site>
{
    private const int MostPathBytes = 200;

    private readonly SiteArchive archive = archive;

    private static ReadOnlySpan<byte> PageFields =>
        "Cache-Control: no-cache\r\nContent-Security-Policy: default-src 'self'\r\nReferrer-Policy: same-origin\r\n"u8;

    /// <summary>What somebody uploaded does nothing in the name of the site.</summary>
    private static ReadOnlySpan<byte> FileFields =>
        "Cache-Control: no-cache\r\nContent-Security-Policy: sandbox\r\nReferrer-Policy: same-origin\r\n"u8;

    /// <inheritdoc/>
    public static void Respond(Site* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        response.Allowed = HttpMethod.Get;
        if (request.Path.SequenceEqual("/status.json"u8))
        {
            RespondStatus(ref response);
            return;
        }

        var isPage = request.Path.SequenceEqual("/upload"u8);
        if ((isPage || request.Path.SequenceEqual("/files.json"u8)) && !Uploads.IsAllowed(in request, ref response))
        {
            return;
        }

        if (isPage || request.Path.StartsWith("/files/"u8))
        {
            response.Allowed = isPage ? HttpMethod.Get | HttpMethod.Post : HttpMethod.Get | HttpMethod.Put | HttpMethod.Delete;
        }

        var entry = site->archive.Find(request.Path);
        if (entry != null)
        {
            site->Fill(entry, ref response);
        }
        else if (request.Path.SequenceEqual("/files.json"u8))
        {
            FileList.Respond(in request, ref response);
        }
        else
        {
            RespondFile(in request, ref response);
        }
    }

    /// <inheritdoc/>
    public static ContentPlan Plan(Site* site, scoped ref readonly HttpRequest request, ref HttpResponse response) =>
        Uploads.Plan(in request, ref response);

    /// <inheritdoc/>
    public static int Receive(Site* site, int place, ReadOnlySpan<byte> content, bool isEnd) => Web.Volume.Receive(place, content, isEnd);

    /// <inheritdoc/>
    public static void Complete(Site* site, int place, ref HttpResponse response) => Uploads.Complete(place, ref response);

    /// <inheritdoc/>
    public static void Abandon(Site* site, int place) => Web.Volume.Abandon(place);

    /// <inheritdoc/>
    public static int Lend(Site* site, int place, ulong stream, int offset, int length, out byte* data, out ushort loan) =>
        Web.Volume.Lend(place, stream, offset, length, out data, out loan);

    /// <inheritdoc/>
    public static void Return(Site* site, ushort loan) => Web.Volume.Return(loan);

    private static void RespondStatus(ref HttpResponse response)
    {
        var length = StatusReport.Write(new Span<byte>(response.Buffer, response.BufferLength));
        response.Status = length > 0 ? HttpStatus.Ok : HttpStatus.InternalServerError;
        response.SetContentType("application/json"u8);
        response.SetContentInBuffer(length);
        response.SetFields("Cache-Control: no-store\r\n"u8);
    }

    private static void RespondFile(scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        var buffer = new Span<byte>(response.Buffer, MostPathBytes);
        var isFile = request.Path.StartsWith("/files/"u8);
        var isHidden = isFile && !UploadName.IsGood(request.Path["/files/"u8.Length..]);
        if (isFile && !isHidden && request.Path.Length <= MostPathBytes)
        {
            request.Path[1..].CopyTo(buffer);
            TryFill(buffer[..(request.Path.Length - 1)], request.Place, HttpStatus.Ok, FileFields, ref response);
        }
        else if (!isFile && SitePath.TryFindFile(request.Path, buffer, out var length))
        {
            TryFill(buffer[..length], request.Place, HttpStatus.Ok, PageFields, ref response);
        }

        if (response.Status == HttpStatus.NotFound)
        {
            TryFill("404.html"u8, request.Place, HttpStatus.NotFound, PageFields, ref response);
        }
    }

    /// <summary>Answers with a file of the volume; with 404 when it is not there, and not at all while that is not known.</summary>
    private static void TryFill(
        scoped ReadOnlySpan<byte> file, int place, HttpStatus status, ReadOnlySpan<byte> fields, ref HttpResponse response)
    {
        switch (Web.Volume.Find(file, place, out var found))
        {
            case FileState.Present:
                response.Status = status;
                Web.Volume.Fill(found, ref response);
                response.SetContentType(SitePath.TypeOf(file));
                response.SetFields(fields);
                break;
            case FileState.Absent:
                response.Status = HttpStatus.NotFound;
                break;
            case FileState.Failed:
                response.Status = HttpStatus.ServiceUnavailable;
                break;
            default:
                response.Status = HttpStatus.Undecided;
                break;
        }
    }

    private void Fill(SiteEntry* entry, ref HttpResponse response)
    {
        response.Status = HttpStatus.Ok;
        response.SetContent(archive.Bytes(entry->Content));
        response.SetContentType(archive.Bytes(entry->Type));
        response.SetFields(PageFields);
        response.SetTag(archive.Bytes(entry->Tag));
    }
}
