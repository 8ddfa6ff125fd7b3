// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>The end of a command on its way back: 8 bytes of a queue. The results are in the record by then.</summary>
public struct FileCompletion
{
    /// <summary>Which command.</summary>
    public uint Id;

    /// <summary>How it ended.</summary>
    public FileStatus Status;

    /// <summary>The end of a command.</summary>
    public FileCompletion(uint id, FileStatus status)
    {
        Id = id;
        Status = status;
    }
}
