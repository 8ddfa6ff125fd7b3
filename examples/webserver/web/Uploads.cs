// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Services.Web.Upload;

namespace Caprock.Examples.Webserver;

/// <summary>Who may upload or remove files, how, and what is answered.</summary>
internal static unsafe class Uploads
{
    /// <summary>Bytes of a file at most.</summary>
    private const int MostBytes = 16 << 20;

    /// <summary>Bytes of a form around its file at most.</summary>
    private const int FormBytes = 2048;

    private static ReadOnlySpan<byte> Folder => "/files/"u8;

    /// <summary>Whether a request has the password, and comes from no other site; where not, the response says so.</summary>
    public static bool IsAllowed(scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        if (!BasicCredentials.HavePassword(in request, Web.Password))
        {
            response.Status = HttpStatus.Unauthorized;
            response.SetFields(BasicCredentials.Challenge);
            return false;
        }

        if (request.Method is HttpMethod.Get or HttpMethod.Head || IsFromHere(in request))
        {
            return true;
        }

        response.Status = HttpStatus.Forbidden;
        return false;
    }

    /// <summary>Says whether the content of a request is taken.</summary>
    public static ContentPlan Plan(scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        var isForm = request.Method == HttpMethod.Post && request.Path.SequenceEqual("/upload"u8);
        var isFile = request.Method is HttpMethod.Put or HttpMethod.Delete && request.Path.StartsWith(Folder);
        if (!isForm && !isFile)
        {
            return ContentPlan.Whole;
        }

        return IsAllowed(in request, ref response) && TryBegin(in request, isForm, ref response) ? ContentPlan.Pieces : ContentPlan.Refuse;
    }

    /// <summary>Answers when it is over.</summary>
    public static void Complete(int place, ref HttpResponse response)
    {
        var isForm = Web.Volume.IsForm(place);
        response.Status = Web.Volume.Complete(place);
        if (isForm && response.Status is HttpStatus.Created or HttpStatus.NoContent)
        {
            response.Status = HttpStatus.SeeOther;
            response.SetFields("Location: /upload\r\n"u8);
        }
        else if (isForm && response.Status != HttpStatus.Undecided)
        {
            ShowProblem(ref response);
        }
    }

    /// <summary>
    /// A browser sends a password that it knows with every request, also with those that another site's page makes: it says whose page it
    /// is.
    /// </summary>
    private static bool IsFromHere(scoped ref readonly HttpRequest request)
    {
        if (!request.TryGetField("origin"u8, out var origin))
        {
            return true;
        }

        return request.TryGetField("host"u8, out var host) && origin.StartsWith("http://"u8)
            && origin["http://"u8.Length..].SequenceEqual(host);
    }

    private static bool TryBegin(scoped ref readonly HttpRequest request, bool isForm, ref HttpResponse response)
    {
        if (request.ContentLength > MostBytes + (isForm ? FormBytes : 0))
        {
            response.Status = HttpStatus.ContentTooLarge;
        }
        else if (isForm)
        {
            var isTyped = request.TryGetField("content-type"u8, out var type);
            response.Status = !isTyped ? HttpStatus.UnsupportedMediaType
                : Web.Volume.TryBeginForm(request.Place, type) ? HttpStatus.Ok : HttpStatus.ServiceUnavailable;
        }
        else
        {
            var name = request.Path[Folder.Length..];
            var isBegun = !UploadName.IsGood(name) ? HttpStatus.BadRequest : HttpStatus.ServiceUnavailable;
            var hasBegun = isBegun == HttpStatus.ServiceUnavailable && (request.Method == HttpMethod.Put
                ? Web.Volume.TryBeginUpload(request.Place, name)
                : Web.Volume.TryBeginRemoval(request.Place, name));
            response.Status = hasBegun ? HttpStatus.Ok : isBegun;
        }

        if (isForm && response.Status != HttpStatus.Ok)
        {
            ShowProblem(ref response);
        }

        return response.Status == HttpStatus.Ok;
    }

    /// <summary>A person who sent a form gets a page.</summary>
    private static void ShowProblem(ref HttpResponse response)
    {
        response.SetContentType("text/html; charset=utf-8"u8);
        response.SetFields("Cache-Control: no-store\r\nContent-Security-Policy: default-src 'self'\r\n"u8);
        response.SetContent(response.Status switch
        {
            HttpStatus.InsufficientStorage => ProblemPage.DiskFull,
            HttpStatus.ContentTooLarge => ProblemPage.TooLarge,
            HttpStatus.BadRequest => ProblemPage.BadName,
            HttpStatus.Conflict => ProblemPage.Conflict,
            HttpStatus.UnsupportedMediaType => ProblemPage.NoForm,
            _ => ProblemPage.NotNow,
        });
    }
}
