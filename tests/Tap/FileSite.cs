// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Services.Http;

namespace Caprock.Tests.Tap;

/// <summary>A site of files in memory, and of a form at /echo that gives back what it gets.</summary>
public readonly unsafe struct FileSite(nint server) : ISite<FileSite>
{
    private readonly nint server = server;

    /// <inheritdoc/>
    public static void Respond(FileSite* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        var path = Encoding.UTF8.GetString(request.Path);
        if (path == "/echo")
        {
            response.Status = HttpStatus.Ok;
            response.Allowed = HttpMethod.Post;
            response.SetContentType("application/octet-stream"u8);
            request.Content.CopyTo(new Span<byte>(response.Buffer, response.BufferLength));
            response.SetContentInBuffer(Math.Min(request.Content.Length, response.BufferLength));
            return;
        }

        if (!((WebServer)GCHandle.FromIntPtr(site->server).Target!).TryFind(path, out var file))
        {
            return;
        }

        response.Status = HttpStatus.Ok;
        response.Allowed = HttpMethod.Get;
        response.Content = (byte*)file.Address;
        response.ContentLength = file.Length;
        response.EntityTag = (byte*)file.Tag;
        response.EntityTagLength = file.TagLength;
        response.SetContentType(path.EndsWith(".png", StringComparison.Ordinal) ? "image/png"u8 : "text/html; charset=utf-8"u8);
    }
}
