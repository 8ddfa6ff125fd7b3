// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>How an operation ended, or that it has not.</summary>
public enum FatStatus : byte
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It waits for the device.</summary>
    Pending,

    /// <summary>There are no further entries.</summary>
    EndOfDirectory,

    /// <summary>A file or directory of the path is not there.</summary>
    NotFound,

    /// <summary>The name is taken.</summary>
    Exists,

    /// <summary>Something of the path is no directory.</summary>
    NotDirectory,

    /// <summary>A directory where a file is needed.</summary>
    IsDirectory,

    /// <summary>The directory has entries.</summary>
    NotEmpty,

    /// <summary>The volume is full, or the directory.</summary>
    NoSpace,

    /// <summary>The volume cannot have such a name.</summary>
    InvalidName,

    /// <summary>The request makes no sense.</summary>
    InvalidArgument,

    /// <summary>The handle is not, or no longer, of an open file, or not for writing.</summary>
    InvalidHandle,

    /// <summary>Too many files are open.</summary>
    NoHandle,

    /// <summary>The file is open.</summary>
    InUse,

    /// <summary>The file is marked as read-only.</summary>
    ReadOnly,

    /// <summary>What is on the device contradicts itself.</summary>
    Corrupt,

    /// <summary>The device failed. After a failed write nothing more is written.</summary>
    DeviceError,

    /// <summary>A volume of another kind, or none that is mounted.</summary>
    Unsupported,

    /// <summary>Inside the volume: the operation goes on at another stage.</summary>
    Continue,
}
