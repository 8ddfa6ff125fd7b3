// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Upload;

/// <summary>What lies at the start of a form's content.</summary>
public enum MultipartPart : byte
{
    /// <summary>Nothing that can be told before more is there.</summary>
    More,

    /// <summary>Something of no interest.</summary>
    Skipped,

    /// <summary>The head of a file.</summary>
    FileBegins,

    /// <summary>Bytes of the file.</summary>
    FileBytes,

    /// <summary>The end of the file.</summary>
    FileEnds,

    /// <summary>The end of the form.</summary>
    End,

    /// <summary>It is no such form.</summary>
    Malformed,
}
