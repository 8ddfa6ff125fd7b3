// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Services.Web;
using Caprock.Services.Web.Format;

namespace Caprock.Examples.Webserver;

/// <summary>The archive's pages, and the figures of the running system.</summary>
internal readonly unsafe struct Site(SiteArchive archive) : ISite<Site>
{
    private readonly SiteArchive archive = archive;

    private static ReadOnlySpan<byte> PageFields =>
        "Cache-Control: no-cache\r\nContent-Security-Policy: default-src 'self'\r\nReferrer-Policy: no-referrer\r\n"u8;

    /// <inheritdoc/>
    public static void Respond(Site* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        response.Allowed = HttpMethod.Get;
        if (request.Path.SequenceEqual("/status.json"u8))
        {
            var length = StatusReport.Write(new Span<byte>(response.Buffer, response.BufferLength));
            response.Status = length > 0 ? HttpStatus.Ok : HttpStatus.InternalServerError;
            response.SetContentType("application/json"u8);
            response.SetContentInBuffer(length);
            response.SetFields("Cache-Control: no-store\r\n"u8);
            return;
        }

        var entry = site->archive.Find(request.Path);
        response.Status = entry != null ? HttpStatus.Ok : HttpStatus.NotFound;
        entry = entry != null ? entry : site->archive.Find("/404"u8);
        if (entry != null)
        {
            site->Fill(entry, ref response);
        }
    }

    private void Fill(SiteEntry* entry, ref HttpResponse response)
    {
        response.SetContent(archive.Bytes(entry->Content));
        response.SetContentType(archive.Bytes(entry->Type));
        response.SetFields(PageFields);
        var tag = archive.Bytes(entry->Tag);
        fixed (byte* first = tag)
        {
            response.EntityTag = first;
            response.EntityTagLength = tag.Length;
        }
    }
}
