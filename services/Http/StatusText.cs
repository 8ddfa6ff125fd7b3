// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What status codes are called. Source: RFC 9110, 15.</summary>
internal static class StatusText
{
    /// <summary>The code and its name.</summary>
    public static ReadOnlySpan<byte> Of(HttpStatus status) => status switch
    {
        HttpStatus.Ok => "200 OK"u8,
        HttpStatus.Created => "201 Created"u8,
        HttpStatus.NoContent => "204 No Content"u8,
        HttpStatus.PartialContent => "206 Partial Content"u8,
        HttpStatus.MovedPermanently => "301 Moved Permanently"u8,
        HttpStatus.SeeOther => "303 See Other"u8,
        HttpStatus.NotModified => "304 Not Modified"u8,
        HttpStatus.BadRequest => "400 Bad Request"u8,
        HttpStatus.Unauthorized => "401 Unauthorized"u8,
        HttpStatus.Forbidden => "403 Forbidden"u8,
        HttpStatus.NotFound => "404 Not Found"u8,
        HttpStatus.MethodNotAllowed => "405 Method Not Allowed"u8,
        HttpStatus.RequestTimeout => "408 Request Timeout"u8,
        HttpStatus.Conflict => "409 Conflict"u8,
        HttpStatus.LengthRequired => "411 Length Required"u8,
        HttpStatus.PreconditionFailed => "412 Precondition Failed"u8,
        HttpStatus.ContentTooLarge => "413 Content Too Large"u8,
        HttpStatus.UriTooLong => "414 URI Too Long"u8,
        HttpStatus.UnsupportedMediaType => "415 Unsupported Media Type"u8,
        HttpStatus.RangeNotSatisfiable => "416 Range Not Satisfiable"u8,
        HttpStatus.ExpectationFailed => "417 Expectation Failed"u8,
        HttpStatus.RequestHeaderFieldsTooLarge => "431 Request Header Fields Too Large"u8,
        HttpStatus.NotImplemented => "501 Not Implemented"u8,
        HttpStatus.ServiceUnavailable => "503 Service Unavailable"u8,
        HttpStatus.VersionNotSupported => "505 HTTP Version Not Supported"u8,
        HttpStatus.InsufficientStorage => "507 Insufficient Storage"u8,
        _ => "500 Internal Server Error"u8,
    };
}
