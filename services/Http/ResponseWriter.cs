// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Makes the head of a response, and says which content follows it. Sources: RFC 9110, RFC 9112.</summary>
/// <remarks>There is a Date field when the server was told the time (RFC 9110, 6.6.1).</remarks>
internal static unsafe class ResponseWriter
{
    /// <summary>Prepares what a site has answered.</summary>
    public static void Prepare(
        HttpConnection* connection, scoped ref readonly HttpRequest request, ref HttpResponse response, DateField* date)
    {
        var first = 0;
        var total = response.ContentLength;
        var length = total;
        var isTaken = (Accepted(response.Allowed) & request.Method) != 0;
        if (response.Status is HttpStatus.Ok or HttpStatus.NotFound && response.Allowed != HttpMethod.None && !isTaken)
        {
            response.Status = HttpStatus.MethodNotAllowed;
        }
        else if (response.Status == HttpStatus.Ok)
        {
            response.Status = Conditions.Evaluate(in request, ref response);
            if (response.Status == HttpStatus.Ok)
            {
                response.Status = Conditions.SelectRange(in request, ref response, out first, out length);
            }
        }

        if (IsOwnAnswer(response.Status) || response.ContentType == null)
        {
            UseStatusText(ref response);
            first = 0;
            length = response.ContentLength;
        }

        Write(connection, ref response, first, length, total, date);
        var hasContent = request.Method != HttpMethod.Head && HasContent(response.Status);
        connection->Content = response.Content + first;
        connection->ContentLength = hasContent ? length : 0;
        connection->IsContentInBuffer = response.IsInBuffer;
        connection->IsStream = response.IsStream;
        connection->Stream = response.Stream;
        connection->StreamOffset = first;
    }

    /// <summary>Prepares the answer to something that is no request. Only the method may be known.</summary>
    public static void PrepareRefusal(HttpConnection* connection, HttpStatus status, HttpMethod method, DateField* date)
    {
        var response = default(HttpResponse);
        response.Status = status;
        connection->IsLast = true;
        UseStatusText(ref response);
        Write(connection, ref response, 0, response.ContentLength, 0, date);
        connection->Content = response.Content;
        connection->ContentLength = method == HttpMethod.Head ? 0 : response.ContentLength;
        connection->IsContentInBuffer = false;
        connection->IsStream = false;
    }

    /// <summary>Who takes GET takes HEAD.</summary>
    private static HttpMethod Accepted(HttpMethod allowed) => (allowed & HttpMethod.Get) != 0 ? allowed | HttpMethod.Head : allowed;

    private static bool HasContent(HttpStatus status) => status is not (HttpStatus.NotModified or HttpStatus.NoContent);

    private static bool IsOwnAnswer(HttpStatus status) =>
        status is HttpStatus.MethodNotAllowed or HttpStatus.PreconditionFailed or HttpStatus.RangeNotSatisfiable;

    private static void UseStatusText(ref HttpResponse response)
    {
        response.SetContent(StatusText.Of(response.Status));
        response.SetContentType("text/plain; charset=utf-8"u8);
    }

    private static void Write(HttpConnection* connection, ref HttpResponse response, int first, int length, int total, DateField* date)
    {
        var writer = new HeadWriter(new Span<byte>(connection->Head, HttpConnection.HeadBytes));
        WriteFields(ref writer, connection, ref response, first, length, total, date);
        if (writer.IsTruncated)
        {
            // The site's own fields are too long: without them it fits.
            response.FieldsLength = 0;
            response.EntityTagLength = 0;
            response.Status = HttpStatus.InternalServerError;
            writer = new HeadWriter(new Span<byte>(connection->Head, HttpConnection.HeadBytes));
            UseStatusText(ref response);
            WriteFields(ref writer, connection, ref response, 0, response.ContentLength, total, date);
        }

        connection->HeadLength = writer.Length;
        connection->HeadSent = 0;
    }

    private static void WriteFields(
        ref HeadWriter writer, HttpConnection* connection, ref HttpResponse response, int first, int length, int total, DateField* date)
    {
        var status = response.Status;
        writer.Append("HTTP/1.1 "u8);
        writer.Append(StatusText.Of(status));
        if (HasContent(status))
        {
            writer.Append("\r\nContent-Type: "u8);
            writer.Append(new ReadOnlySpan<byte>(response.ContentType, response.ContentTypeLength));
            writer.Append("\r\nContent-Length: "u8);
            writer.Append(length);
        }

        writer.Append("\r\n"u8);
        writer.Append(DateField.TextOf(date));
        if (status is HttpStatus.Ok or HttpStatus.PartialContent or HttpStatus.NotModified)
        {
            WriteValidators(ref writer, ref response, date);
        }

        if (status is HttpStatus.PartialContent or HttpStatus.RangeNotSatisfiable)
        {
            WriteRange(ref writer, status, first, length, total);
        }

        if (status == HttpStatus.MethodNotAllowed)
        {
            writer.AppendMethods(response.Allowed);
        }

        if (response.FieldsLength != 0)
        {
            writer.Append(new ReadOnlySpan<byte>(response.Fields, response.FieldsLength));
        }

        writer.Append(connection->IsLast
            ? "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"u8
            : "X-Content-Type-Options: nosniff\r\nConnection: keep-alive\r\n\r\n"u8);
    }

    private static void WriteValidators(ref HeadWriter writer, ref HttpResponse response, DateField* date)
    {
        if (response.LastModifiedSeconds != 0 && date->Seconds != 0)
        {
            // What is said to be changed later than now was not: RFC 9110, 8.8.2.1.
            writer.AppendDateField("Last-Modified: "u8, Math.Min(response.LastModifiedSeconds, date->Seconds));
        }

        if (response.EntityTagLength != 0)
        {
            writer.AppendField("ETag"u8, response.Tag);
            writer.Append("Accept-Ranges: bytes\r\n"u8);
        }
    }

    private static void WriteRange(ref HeadWriter writer, HttpStatus status, int first, int length, int total)
    {
        writer.Append("Content-Range: bytes "u8);
        if (status == HttpStatus.RangeNotSatisfiable)
        {
            writer.Append("*/"u8);
        }
        else
        {
            writer.Append(first);
            writer.Append("-"u8);
            writer.Append(first + length - 1);
            writer.Append("/"u8);
        }

        writer.Append(total);
        writer.Append("\r\n"u8);
    }
}
