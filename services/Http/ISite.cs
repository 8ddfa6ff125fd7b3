// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What the server serves.</summary>
/// <typeparam name="TSelf">The site itself.</typeparam>
public unsafe interface ISite<TSelf>
    where TSelf : unmanaged, ISite<TSelf>
{
    /// <summary>Answers a request by filling in the response, which begins as 404 without a body of its own.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">The request, valid during the call.</param>
    /// <param name="response">The response to fill in.</param>
    static abstract void Respond(TSelf* site, scoped ref readonly HttpRequest request, ref HttpResponse response);
}
