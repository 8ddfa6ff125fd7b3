// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;

namespace Caprock.Examples.Firewall;

/// <summary>The page at /, and a form for each filter that sets a rule and leads back there; for who has the password.</summary>
internal struct RuleSite : ISite<RuleSite>
{
    private static ReadOnlySpan<byte> PageFields =>
        "Cache-Control: no-store\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; form-action 'self'\r\n"u8;

    /// <summary>A structure has to have something in it.</summary>
    private byte unused;

    /// <inheritdoc/>
    public static unsafe void Respond(RuleSite* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        if (!BasicCredentials.AreIn(in request, Web.Credentials))
        {
            response.Status = HttpStatus.Unauthorized;
            response.Allowed = request.Method;
            response.SetContentType("text/plain"u8);
            response.SetContent("The rules are shown to who has the password.\n"u8);
            response.SetFields(BasicCredentials.Challenge);
        }
        else if (request.Path.SequenceEqual("/"u8))
        {
            var length = RulePage.Write(new Span<byte>(response.Buffer, response.BufferLength));
            response.Status = length > 0 ? HttpStatus.Ok : HttpStatus.InternalServerError;
            response.Allowed = HttpMethod.Get;
            response.SetContentType("text/html; charset=utf-8"u8);
            response.SetContentInBuffer(length);
            response.SetFields(PageFields);
        }
        else if (TryFindFilter(request.Path, out var filter))
        {
            response.Allowed = HttpMethod.Post;
            var isSet = request.Method == HttpMethod.Post && IsFromThisPage(in request)
                && RuleForm.TryRead(request.Content, out var index, out var rule) && Web.TrySet(filter, index, rule);
            response.Status = isSet ? HttpStatus.SeeOther : HttpStatus.BadRequest;
            response.SetContentType("text/plain"u8);
            response.SetContent(isSet ? "The rule is set.\n"u8 : "That is no rule.\n"u8);
            response.SetFields("Location: /\r\n"u8);
        }
    }

    /// <summary>A page of another site may send a form here too, but its browser says where it is from. Source: RFC 6454, 7.</summary>
    private static bool IsFromThisPage(scoped ref readonly HttpRequest request) =>
        !request.TryGetField("Origin"u8, out var origin)
        || (request.TryGetField("Host"u8, out var host) && origin.Length == host.Length + 7 && origin[7..].SequenceEqual(host));

    private static bool TryFindFilter(ReadOnlySpan<byte> path, out Filter filter)
    {
        filter = Filter.Icmp;
        if (path.SequenceEqual("/udp"u8))
        {
            filter = Filter.Udp;
        }
        else if (path.SequenceEqual("/tcp"u8))
        {
            filter = Filter.Tcp;
        }

        return filter != Filter.Icmp || path.SequenceEqual("/icmp"u8);
    }
}
