// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Services.Web.Upload;

namespace Caprock.Services.Web.Volume;

/// <summary>A file that is being uploaded, or removed.</summary>
internal unsafe struct Upload
{
    /// <summary>Its name.</summary>
    public fixed byte Name[UploadName.MostBytes];

    /// <summary>Reads the form it comes in.</summary>
    public MultipartReader Form;

    /// <summary>Where the next piece is written.</summary>
    public ulong Offset;

    /// <summary>The open part.</summary>
    public uint Handle;

    /// <summary>Bytes of the next piece.</summary>
    public uint Fill;

    /// <summary>The request.</summary>
    public ushort Place;

    /// <summary>Commands that were asked again because the old file was being read.</summary>
    public ushort Repeats;

    /// <summary>Bytes of the name.</summary>
    public byte NameLength;

    /// <summary>How far it is.</summary>
    public UploadStep Step;

    /// <summary>Whether it comes in a form.</summary>
    public bool IsForm;

    /// <summary>Whether the file is to be removed.</summary>
    public bool IsRemoval;

    /// <summary>Whether nobody waits for the answer.</summary>
    public bool IsAbandoned;

    /// <summary>Whether the name was taken before.</summary>
    public bool IsReplacement;

    /// <summary>The answer.</summary>
    public HttpStatus Answer;
}
