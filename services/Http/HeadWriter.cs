// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Writes the head of a response into a buffer; what does not fit makes it not valid.</summary>
internal ref struct HeadWriter(Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something did not fit.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Appends bytes.</summary>
    public void Append(scoped ReadOnlySpan<byte> text)
    {
        if (text.Length > buffer.Length - Length)
        {
            IsTruncated = true;
            return;
        }

        text.CopyTo(buffer[Length..]);
        Length += text.Length;
    }

    /// <summary>Appends a number in decimal.</summary>
    public void Append(int value)
    {
        var count = 1;
        for (var larger = value; larger >= 10; larger /= 10)
        {
            count++;
        }

        if (count > buffer.Length - Length)
        {
            IsTruncated = true;
            return;
        }

        for (var i = count - 1; i >= 0; i--, value /= 10)
        {
            buffer[Length + i] = (byte)('0' + (value % 10));
        }

        Length += count;
    }

    /// <summary>Appends a header field.</summary>
    public void AppendField(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        Append(name);
        Append(": "u8);
        Append(value);
        Append("\r\n"u8);
    }

    /// <summary>Appends a header field with a date.</summary>
    public void AppendDateField(scoped ReadOnlySpan<byte> nameAndColon, ulong seconds)
    {
        Append(nameAndColon);
        if (HttpDate.Length > buffer.Length - Length)
        {
            IsTruncated = true;
            return;
        }

        HttpDate.Write(buffer[Length..], seconds);
        Length += HttpDate.Length;
        Append("\r\n"u8);
    }

    /// <summary>Appends the methods that a resource takes.</summary>
    public void AppendMethods(HttpMethod methods)
    {
        Append("Allow: "u8);
        var hasAny = false;
        AppendMethod(methods, HttpMethod.Get, "GET"u8, ref hasAny);
        AppendMethod(methods, HttpMethod.Get | HttpMethod.Head, "HEAD"u8, ref hasAny);
        AppendMethod(methods, HttpMethod.Post, "POST"u8, ref hasAny);
        AppendMethod(methods, HttpMethod.Put, "PUT"u8, ref hasAny);
        AppendMethod(methods, HttpMethod.Delete, "DELETE"u8, ref hasAny);
        Append("\r\n"u8);
    }

    private void AppendMethod(HttpMethod methods, HttpMethod wanted, scoped ReadOnlySpan<byte> name, ref bool hasAny)
    {
        if ((methods & wanted) != 0)
        {
            Append(hasAny ? ", "u8 : default);
            Append(name);
            hasAny = true;
        }
    }
}
