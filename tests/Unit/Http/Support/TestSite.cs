// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Http;

namespace Caprock.Tests.Unit.Http.Support;

/// <summary>A site with a page, a long file, a form and a page that is made for each request.</summary>
internal struct TestSite : ISite<TestSite>
{
    /// <inheritdoc/>
    public static unsafe void Respond(TestSite* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        var path = Encoding.Latin1.GetString(request.Path);
        switch (path)
        {
            case "/":
                response.Status = HttpStatus.Ok;
                response.Allowed = HttpMethod.Get;
                response.SetContentType("text/html; charset=utf-8"u8);
                response.SetContent("<p>Hello</p>"u8);
                Tag(ref response, "\"v1\""u8);
                break;
            case "/digits":
                response.Status = HttpStatus.Ok;
                response.Allowed = HttpMethod.Get;
                response.SetContentType("text/plain"u8);
                response.SetContent("0123456789"u8);
                Tag(ref response, "W/\"weak\""u8);
                response.SetFields("Cache-Control: no-cache\r\n"u8);
                break;
            case "/form":
                response.Status = HttpStatus.Ok;
                response.Allowed = HttpMethod.Get | HttpMethod.Post;
                Echo(request.Content, ref response);
                break;
            case "/empty":
                response.Status = HttpStatus.Ok;
                response.Allowed = HttpMethod.Get;
                response.SetContentType("text/plain"u8);
                response.SetContent(""u8);
                break;
            case "/bad":
                response.Status = HttpStatus.Ok;
                response.SetContentType("text/plain"u8);
                response.SetContent("x"u8);
                response.Fields = (byte*)response.Buffer;
                response.FieldsLength = response.BufferLength;
                break;
            default:
                if (path.StartsWith("/show", StringComparison.Ordinal))
                {
                    response.Status = HttpStatus.Ok;
                    Echo(Encoding.Latin1.GetBytes($"{path}|{Encoding.Latin1.GetString(request.Query)}"), ref response);
                }

                break;
        }
    }

    private static unsafe void Tag(ref HttpResponse response, ReadOnlySpan<byte> constant)
    {
        fixed (byte* at = constant)
        {
            response.EntityTag = at;
            response.EntityTagLength = constant.Length;
        }
    }

    private static unsafe void Echo(ReadOnlySpan<byte> text, ref HttpResponse response)
    {
        text.CopyTo(new Span<byte>(response.Buffer, response.BufferLength));
        response.SetContentType("text/plain"u8);
        response.SetContentInBuffer(text.Length);
    }
}
