// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>A request as a site sees it. The texts lie in the connection's buffer and are valid while the request is answered.</summary>
public ref struct HttpRequest
{
    /// <summary>The method.</summary>
    public HttpMethod Method { get; internal set; }

    /// <summary>The path, decoded and without dot segments; it begins with a slash.</summary>
    public ReadOnlySpan<byte> Path { get; internal set; }

    /// <summary>What follows the question mark, as it was sent.</summary>
    public ReadOnlySpan<byte> Query { get; internal set; }

    /// <summary>The content.</summary>
    public ReadOnlySpan<byte> Content { get; internal set; }

    /// <summary>Bytes of the content, as announced.</summary>
    public int ContentLength { get; internal set; }

    /// <summary>Where the server keeps the connection: what it is told to continue.</summary>
    public int Place { get; internal set; }

    internal ReadOnlySpan<byte> Fields;
    internal Span<byte> PathBuffer;
    internal bool IsOldVersion;
    internal bool WantsClose;
    internal bool ExpectsContinue;
    internal bool HasConditions;

    /// <summary>The value of a header field; false when the request has none of that name. Of several, the first.</summary>
    public readonly bool TryGetField(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var rest = Fields;
        while (RequestParser.TryTakeField(ref rest, out var field, out value))
        {
            if (Text.EqualsIgnoringCase(field, name))
            {
                return true;
            }
        }

        value = default;
        return false;
    }
}
