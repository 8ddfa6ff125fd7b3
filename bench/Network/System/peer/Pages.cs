// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;

namespace Caprock.Bench.Network.Peer;

/// <summary>A site of two pages: /1k and /1m, as long as their names say.</summary>
internal unsafe struct Pages : ISite<Pages>
{
    private const int SmallBytes = 1024;
    private const int LargeBytes = 1 << 20;
    private const int Period = 251;

    private byte* content;

    /// <summary>Fills the pages.</summary>
    public void Fill(Region memory)
    {
        content = (byte*)memory.Address;
        var bytes = memory.Bytes[..LargeBytes];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i % Period);
        }
    }

    /// <inheritdoc/>
    public static void Respond(Pages* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        var isLarge = request.Path.SequenceEqual("/1m"u8);
        if (!isLarge && !request.Path.SequenceEqual("/1k"u8))
        {
            return;
        }

        response.Status = HttpStatus.Ok;
        response.Allowed = HttpMethod.Get;
        response.SetContentType("application/octet-stream"u8);
        response.Content = site->content;
        response.ContentLength = isLarge ? LargeBytes : SmallBytes;
    }
}
