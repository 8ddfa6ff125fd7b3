// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Web.Upload;

namespace Caprock.Services.Web.Volume;

/// <summary>The path of a file in the folder of uploads.</summary>
internal unsafe struct PathText
{
    private const int MostBytes = UploadName.MostBytes + 16;

    private fixed byte text[MostBytes];
    private int length;

    /// <summary>The path; it must lie still.</summary>
    public readonly ReadOnlySpan<byte> Bytes
    {
        get
        {
            fixed (byte* start = text)
            {
                return new ReadOnlySpan<byte>(start, length);
            }
        }
    }

    /// <summary>The file of a name, with an ending.</summary>
    public void SetName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ending)
    {
        length = 0;
        Append(SiteVolume.UploadFolder);
        Append(name);
        Append(ending);
    }

    /// <summary>The part of an upload.</summary>
    public void SetPart(uint upload)
    {
        var digit = (byte)('0' + upload);
        length = 0;
        Append(SiteVolume.UploadFolder);
        Append(new ReadOnlySpan<byte>(ref digit));
        Append(UploadName.PartEnding);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && length < MostBytes; i++)
        {
            text[length] = bytes[i];
            length++;
        }
    }
}
