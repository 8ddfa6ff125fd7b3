// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Caprock.Services.Http;

/// <summary>What a site answers.</summary>
public unsafe struct HttpResponse
{
    /// <summary>
    /// The status; undecided for a site that has to wait first. The server itself makes 206, 304, 412 and 416 of 200 where the request says
    /// so.
    /// </summary>
    public HttpStatus Status;

    /// <summary>Methods that the resource takes; with another one the server answers 405.</summary>
    public HttpMethod Allowed;

    /// <summary>Whether the content lies in <see cref="Buffer"/>; where not, it does not change while the server runs.</summary>
    public bool IsInBuffer;

    /// <summary>The content.</summary>
    public byte* Content;

    /// <summary>Bytes of the content.</summary>
    public int ContentLength;

    /// <summary>Whether the content is lent piece by piece.</summary>
    public bool IsStream;

    /// <summary>The site's name of what it lends.</summary>
    public ulong Stream;

    /// <summary>When the content was changed last, in seconds since 1970; zero when that is not known.</summary>
    public ulong LastModifiedSeconds;

    /// <summary>The media type.</summary>
    public byte* ContentType;

    /// <summary>Bytes of the media type.</summary>
    public int ContentTypeLength;

    /// <summary>The entity tag with its quotation marks; none when null.</summary>
    public byte* EntityTag;

    /// <summary>Bytes of the entity tag.</summary>
    public int EntityTagLength;

    /// <summary>More header fields, each with its line end; none when null.</summary>
    public byte* Fields;

    /// <summary>Bytes of these fields.</summary>
    public int FieldsLength;

    /// <summary>Room for content that is made for this response.</summary>
    public byte* Buffer;

    /// <summary>Bytes of that room.</summary>
    public int BufferLength;

    /// <summary>Sets the media type to a constant text.</summary>
    public void SetContentType(ReadOnlySpan<byte> constant)
    {
        ContentType = AddressOf(constant);
        ContentTypeLength = constant.Length;
    }

    /// <summary>Sets the content to constant bytes.</summary>
    public void SetContent(ReadOnlySpan<byte> constant)
    {
        Content = AddressOf(constant);
        ContentLength = constant.Length;
        IsInBuffer = false;
        IsStream = false;
    }

    /// <summary>Sets the content to what the site lends when it is asked for it (<see cref="ISite{TSelf}.Lend"/>).</summary>
    public void SetStream(ulong stream, int length)
    {
        Content = null;
        ContentLength = length;
        Stream = stream;
        IsInBuffer = false;
        IsStream = true;
    }

    /// <summary>Sets the entity tag to bytes that lie still while the request is answered; with its quotation marks.</summary>
    public void SetTag(ReadOnlySpan<byte> constant)
    {
        EntityTag = AddressOf(constant);
        EntityTagLength = constant.Length;
    }

    /// <summary>Sets the content to what was written into the first bytes of the buffer.</summary>
    public void SetContentInBuffer(int length)
    {
        Content = Buffer;
        ContentLength = length;
        IsInBuffer = true;
        IsStream = false;
    }

    /// <summary>Sets more header fields to a constant text.</summary>
    public void SetFields(ReadOnlySpan<byte> constant)
    {
        Fields = AddressOf(constant);
        FieldsLength = constant.Length;
    }

    internal readonly ReadOnlySpan<byte> Tag => new(EntityTag, EntityTagLength);

    /// <summary>The address of bytes that do not move: literals, and memory outside any heap.</summary>
    private static byte* AddressOf(ReadOnlySpan<byte> constant) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(constant));
}
