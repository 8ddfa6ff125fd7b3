// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>What an operation does.</summary>
public enum FatCommand : byte
{
    /// <summary>Reads what kind of volume the device has; the first operation of all.</summary>
    Mount,

    /// <summary>Opens a file by path, and gives a handle and the size.</summary>
    Open,

    /// <summary>Gives a handle back.</summary>
    Close,

    /// <summary>Reads from a file; at its end fewer bytes than asked for.</summary>
    Read,

    /// <summary>Writes to a file; when the volume is full fewer bytes than asked for.</summary>
    Write,

    /// <summary>Sets a file's size; what is new is zero.</summary>
    Resize,

    /// <summary>Makes everything that was done durable.</summary>
    Flush,

    /// <summary>Tells size, kind and time of what a path names.</summary>
    Stat,

    /// <summary>Tells the size of an open file.</summary>
    StatHandle,

    /// <summary>Lists a directory from a position on.</summary>
    List,

    /// <summary>Makes a directory.</summary>
    MakeDirectory,

    /// <summary>Removes a file.</summary>
    Remove,

    /// <summary>Removes an empty directory.</summary>
    RemoveDirectory,

    /// <summary>Gives a file or directory another name, also in another directory; the name must be free.</summary>
    Rename,

    /// <summary>
    /// Takes back the clusters that no file has, and what chains have behind the ends of their files; result: how many, as value.
    /// Nothing is changed when the volume contradicts itself (<see cref="FatStatus.Corrupt"/>), has more clusters than
    /// <see cref="FatOptions.MarkedClusters"/>, directories too deep or files in too many pieces (<see cref="FatStatus.Unsupported"/>), or
    /// files are open.
    /// </summary>
    Reclaim,
}
