// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>A command on its way to a file server: 8 bytes of a queue.</summary>
public struct FileRequest
{
    /// <summary>The client's name for it, which its completion has too.</summary>
    public uint Id;

    /// <summary>Where in the client's data its <see cref="FileRecord"/> is, a multiple of 8.</summary>
    public uint Record;

    /// <summary>A command on its way.</summary>
    public FileRequest(uint id, uint record)
    {
        Id = id;
        Record = record;
    }
}
