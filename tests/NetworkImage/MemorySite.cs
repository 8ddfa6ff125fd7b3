// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;

namespace Caprock.Tests.NetworkImage;

/// <summary>A site of one page, as long as it is wanted.</summary>
internal unsafe struct MemorySite : ISite<MemorySite>
{
    /// <summary>The page.</summary>
    public byte* Content;

    /// <summary>Its bytes.</summary>
    public int Length;

    /// <inheritdoc/>
    public static void Respond(MemorySite* site, scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        if (!request.Path.SequenceEqual("/page"u8))
        {
            return;
        }

        response.Status = HttpStatus.Ok;
        response.Allowed = HttpMethod.Get;
        response.SetContentType("text/plain"u8);
        response.Content = site->Content;
        response.ContentLength = site->Length;
    }
}
