// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>How a command ended.</summary>
public enum FileStatus : uint
{
    /// <summary>It is done.</summary>
    Done = 0,

    /// <summary>There are no further entries.</summary>
    EndOfDirectory = 2,

    /// <summary>A file or directory of the path is not there.</summary>
    NotFound = 3,

    /// <summary>The name is taken.</summary>
    Exists = 4,

    /// <summary>Something of the path is no directory.</summary>
    NotDirectory = 5,

    /// <summary>A directory where a file is needed.</summary>
    IsDirectory = 6,

    /// <summary>The directory has entries.</summary>
    NotEmpty = 7,

    /// <summary>The volume is full, or the directory.</summary>
    NoSpace = 8,

    /// <summary>The volume cannot have such a name.</summary>
    InvalidName = 9,

    /// <summary>The command makes no sense, or names memory that the client does not have.</summary>
    InvalidArgument = 10,

    /// <summary>The handle is not of a file that the client has open, or not for writing.</summary>
    InvalidHandle = 11,

    /// <summary>Too many files are open.</summary>
    NoHandle = 12,

    /// <summary>The file is open.</summary>
    InUse = 13,

    /// <summary>The file or the volume is not to be written.</summary>
    ReadOnly = 14,

    /// <summary>What is on the device contradicts itself.</summary>
    Corrupt = 15,

    /// <summary>The device failed.</summary>
    DeviceError = 16,

    /// <summary>There is no volume of a kind that the server knows, or it does not do this.</summary>
    Unsupported = 17,

    /// <summary>
    /// The server was started anew. Nothing of the command is done or all of it; files are closed; and what was done since the last flush
    /// that succeeded may be done or not.
    /// </summary>
    Restarted = 18,
}
