// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Volume;

/// <summary>How far an upload, or the removal of a file, is.</summary>
internal enum UploadStep : byte
{
    /// <summary>There is none.</summary>
    Free,

    /// <summary>A form has not come to its file.</summary>
    Preparing,

    /// <summary>What an earlier life left is being cleared away first.</summary>
    Waiting,

    /// <summary>The file under its name as a part is being opened.</summary>
    Opening,

    /// <summary>Content is awaited.</summary>
    Filling,

    /// <summary>Content is being written.</summary>
    Writing,

    /// <summary>The part is complete and being closed.</summary>
    Closing,

    /// <summary>Its content is being made durable.</summary>
    Flushing,

    /// <summary>It is being given its name.</summary>
    Naming,

    /// <summary>The name is taken: it is being given another, under which it survives a power failure.</summary>
    NamingAside,

    /// <summary>The old file is being removed.</summary>
    RemovingOld,

    /// <summary>The new one is being given its name.</summary>
    Replacing,

    /// <summary>The names are being made durable.</summary>
    FlushingNames,

    /// <summary>A file is being removed because that was asked.</summary>
    Removing,

    /// <summary>The upload has failed, and its part is being closed.</summary>
    ClosingPart,

    /// <summary>The upload has failed, and its part is being removed.</summary>
    RemovingPart,

    /// <summary>It is over, and the answer is known.</summary>
    Over,
}
