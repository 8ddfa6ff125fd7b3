// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Status codes. Source: RFC 9110, 15.</summary>
public enum HttpStatus : ushort
{
    /// <summary>Not known yet.</summary>
    Undecided = 0,

    /// <summary>Here it is.</summary>
    Ok = 200,

    /// <summary>Something was made.</summary>
    Created = 201,

    /// <summary>Done; nothing to say.</summary>
    NoContent = 204,

    /// <summary>A part of it.</summary>
    PartialContent = 206,

    /// <summary>It is elsewhere for good.</summary>
    MovedPermanently = 301,

    /// <summary>The answer to a form is elsewhere.</summary>
    SeeOther = 303,

    /// <summary>The client has it already.</summary>
    NotModified = 304,

    /// <summary>The request is no HTTP.</summary>
    BadRequest = 400,

    /// <summary>Not without a password, or not with this one.</summary>
    Unauthorized = 401,

    /// <summary>Not allowed.</summary>
    Forbidden = 403,

    /// <summary>There is nothing of that name.</summary>
    NotFound = 404,

    /// <summary>Not with this method.</summary>
    MethodNotAllowed = 405,

    /// <summary>The client was too slow.</summary>
    RequestTimeout = 408,

    /// <summary>It does not go together with what is there.</summary>
    Conflict = 409,

    /// <summary>It does not say how long its content is.</summary>
    LengthRequired = 411,

    /// <summary>A condition does not hold.</summary>
    PreconditionFailed = 412,

    /// <summary>Its content is too long.</summary>
    ContentTooLarge = 413,

    /// <summary>Its target is too long.</summary>
    UriTooLong = 414,

    /// <summary>Content of another kind is wanted.</summary>
    UnsupportedMediaType = 415,

    /// <summary>No such part.</summary>
    RangeNotSatisfiable = 416,

    /// <summary>Its expectation cannot be met.</summary>
    ExpectationFailed = 417,

    /// <summary>Its header is too long.</summary>
    RequestHeaderFieldsTooLarge = 431,

    /// <summary>The site failed.</summary>
    InternalServerError = 500,

    /// <summary>The server does not know how.</summary>
    NotImplemented = 501,

    /// <summary>Too many connections.</summary>
    ServiceUnavailable = 503,

    /// <summary>An HTTP of another age.</summary>
    VersionNotSupported = 505,

    /// <summary>There is no room to store it. Source: RFC 4918, 11.5.</summary>
    InsufficientStorage = 507,
}
