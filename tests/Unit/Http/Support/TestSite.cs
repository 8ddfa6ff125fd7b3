// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Services.Http;

namespace Caprock.Tests.Unit.Http.Support;

/// <summary>
/// A site with a page, a long file, a form, a page that is made for each request, and what a <see cref="SiteModel"/> has.
/// </summary>
internal readonly struct TestSite(nint server) : ISite<TestSite>
{
    private readonly nint server = server;

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
            case "/stream":
                response.Status = HttpStatus.Ok;
                response.Allowed = HttpMethod.Get;
                response.SetContentType("text/plain"u8);
                response.SetStream(SiteModel.Stream, Model(site).Content.Length);
                response.LastModifiedSeconds = SiteModel.Modified;
                response.SetTag("\"stream\""u8);
                break;
            default:
                if (path.StartsWith("/later", StringComparison.Ordinal))
                {
                    var model = Model(site);
                    model.Asked.Add(path);
                    response.Status = model.IsDecided ? HttpStatus.Ok : HttpStatus.Undecided;
                    Echo(Encoding.Latin1.GetBytes(path), ref response);
                }

                if (path.StartsWith("/show", StringComparison.Ordinal))
                {
                    response.Status = HttpStatus.Ok;
                    Echo(Encoding.Latin1.GetBytes($"{path}|{Encoding.Latin1.GetString(request.Query)}"), ref response);
                }

                break;
        }
    }

    /// <inheritdoc/>
    public static unsafe ContentPlan Plan(TestSite* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        if (request.Path.SequenceEqual("/refused"u8))
        {
            response.Status = HttpStatus.Unauthorized;
            return ContentPlan.Refuse;
        }

        return request.Path.SequenceEqual("/pieces"u8) ? ContentPlan.Pieces : ContentPlan.Whole;
    }

    /// <inheritdoc/>
    public static unsafe int Receive(TestSite* site, int place, ReadOnlySpan<byte> content, bool isEnd) =>
        Model(site).Receive(content, isEnd);

    /// <inheritdoc/>
    public static unsafe void Complete(TestSite* site, int place, ref HttpResponse response) => response.Status = Model(site).Answer;

    /// <inheritdoc/>
    public static unsafe void Abandon(TestSite* site, int place) => Model(site).Abandoned++;

    /// <inheritdoc/>
    public static unsafe int Lend(TestSite* site, int place, ulong stream, int offset, int length, out byte* data, out ushort loan)
    {
        Assert.Equal(SiteModel.Stream, stream);
        return Model(site).Lend(offset, length, out data, out loan);
    }

    /// <inheritdoc/>
    public static unsafe void Return(TestSite* site, ushort loan) => Assert.True(Model(site).Lent.Remove(loan));

    private static unsafe SiteModel Model(TestSite* site) => ((TestServer)GCHandle.FromIntPtr(site->server).Target!).Site;

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
