// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;
using Caprock.Services.Http;
using Caprock.Services.Web.Upload;
using Caprock.Services.Web.Volume;

namespace Caprock.Examples.Webserver;

/// <summary>The uploaded files as JSON, in parts: a part says where the next begins.</summary>
internal static unsafe class FileList
{
    /// <summary>Room for an entry and the end.</summary>
    private const int MostEntryBytes = 256;

    /// <summary>Answers with a part of the list; not at all while it is not known.</summary>
    public static void Respond(scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        if (!Web.Volume.TryList(request.Place, From(request.Query), out var entries, out var next))
        {
            response.Status = HttpStatus.Undecided;
            return;
        }

        var length = Write(new Span<byte>(response.Buffer, response.BufferLength), entries, next);
        response.Status = length > 0 ? HttpStatus.Ok : HttpStatus.InternalServerError;
        response.SetContentType("application/json"u8);
        response.SetContentInBuffer(length);
        response.SetFields("Cache-Control: no-store\r\n"u8);
    }

    private static int Write(Span<byte> buffer, Span<byte> entries, ulong next)
    {
        var writer = new JsonWriter(buffer);
        var position = 0ul;
        writer.Begin("{"u8);
        writer.Begin("files"u8, "["u8);
        while (writer.Room >= MostEntryBytes && FileEntries.TryTake(ref entries, out var entry, out var name))
        {
            position = entry.Position;

            // Such names need no escapes; other files are not uploaded ones.
            if ((entry.Attributes & FileListEntry.Directory) == 0 && UploadName.IsGood(name))
            {
                writer.Begin("{"u8);
                writer.Text("name"u8, name);
                writer.Number("size"u8, entry.Size);
                writer.Number("modified"u8, FileTime.ToSeconds(entry.Modified));
                writer.End("}"u8);
            }
        }

        writer.End("]"u8);
        writer.Number("next"u8, entries.IsEmpty ? next : position);
        writer.End("}"u8);
        return writer.Length;
    }

    private static ulong From(ReadOnlySpan<byte> query)
    {
        var position = 0ul;
        if (query.StartsWith("from="u8) && query.Length <= 14)
        {
            for (var i = 5; i < query.Length && query[i] is >= (byte)'0' and <= (byte)'9'; i++)
            {
                position = (position * 10) + (ulong)(query[i] - '0');
            }
        }

        return position;
    }
}
