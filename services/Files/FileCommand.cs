// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>What a file server is asked to do.</summary>
public enum FileCommand : byte
{
    /// <summary>Opens a file; results: handle, and the size as value.</summary>
    Open = 1,

    /// <summary>Gives a handle back.</summary>
    Close = 2,

    /// <summary>Reads from a file; at its end fewer bytes than asked for.</summary>
    Read = 3,

    /// <summary>Writes to a file; when the volume is full fewer bytes than asked for.</summary>
    Write = 4,

    /// <summary>Sets a file's size to the offset; what is new is zero.</summary>
    Resize = 5,

    /// <summary>Makes everything that was done before durable.</summary>
    Flush = 6,

    /// <summary>Tells size, kind and time of what a path names.</summary>
    Stat = 7,

    /// <summary>Tells the size of an open file.</summary>
    StatHandle = 8,

    /// <summary>Lists a directory from a position, the offset, on; result: the position at which to go on, as value.</summary>
    List = 9,

    /// <summary>Makes a directory.</summary>
    MakeDirectory = 10,

    /// <summary>Removes a file.</summary>
    Remove = 11,

    /// <summary>Removes an empty directory.</summary>
    RemoveDirectory = 12,

    /// <summary>Gives a file or directory another name, which must be free.</summary>
    Rename = 13,
}
