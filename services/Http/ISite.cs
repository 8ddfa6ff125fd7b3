// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What the server serves.</summary>
/// <remarks>
/// A site that has to wait for something leaves the status undecided, lends no bytes or takes none, and calls
/// <see cref="HttpServer{TTransport,TSite}.Continue"/> for the request's place when it can go on; then it is asked again.
/// </remarks>
/// <typeparam name="TSelf">The site itself.</typeparam>
public unsafe interface ISite<TSelf>
    where TSelf : unmanaged, ISite<TSelf>
{
    /// <summary>Answers a request by filling in the response, which begins as 404 without a body of its own.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">The request, valid during the call.</param>
    /// <param name="response">The response to fill in.</param>
    static abstract void Respond(TSelf* site, scoped ref readonly HttpRequest request, ref HttpResponse response);

    /// <summary>Says what is done with the content of a request, of which only the head is there.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">The request without its content, valid during the call.</param>
    /// <param name="response">What is answered if the plan is to refuse.</param>
    static virtual ContentPlan Plan(TSelf* site, scoped ref readonly HttpRequest request, ref HttpResponse response) => ContentPlan.Whole;

    /// <summary>Takes a piece of the content of a request that comes in pieces.</summary>
    /// <param name="site">The site.</param>
    /// <param name="place">The request's place.</param>
    /// <param name="content">What is there and was not taken yet.</param>
    /// <param name="isEnd">Whether nothing comes after it.</param>
    /// <returns>How many bytes were taken; -1 when no more are wanted and the answer is due.</returns>
    static virtual int Receive(TSelf* site, int place, ReadOnlySpan<byte> content, bool isEnd) => -1;

    /// <summary>Answers a request whose content came in pieces.</summary>
    static virtual void Complete(TSelf* site, int place, ref HttpResponse response) => response.Status = HttpStatus.InternalServerError;

    /// <summary>Learns that a request whose content came in pieces is not going to be answered any more.</summary>
    static virtual void Abandon(TSelf* site, int place)
    {
    }

    /// <summary>Lends a piece of content that <see cref="HttpResponse.SetStream"/> promised.</summary>
    /// <param name="site">The site.</param>
    /// <param name="place">The request's place.</param>
    /// <param name="stream">What was promised.</param>
    /// <param name="offset">Where the piece begins.</param>
    /// <param name="length">Bytes wanted at most.</param>
    /// <param name="data">Where they are.</param>
    /// <param name="loan">The number under which they are lent: they do not change until <see cref="Return"/>. <see cref="HttpLoans.None"/>
    /// has them
    /// copied at once.</param>
    /// <returns>How many bytes there are; 0 to wait, -1 when there will be none.</returns>
    static virtual int Lend(TSelf* site, int place, ulong stream, int offset, int length, out byte* data, out ushort loan)
    {
        data = null;
        loan = HttpLoans.None;
        return -1;
    }

    /// <summary>Has a piece back.</summary>
    static virtual void Return(TSelf* site, ushort loan)
    {
    }
}
