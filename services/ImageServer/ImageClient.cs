// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;
using Caprock.Services.Files;

namespace Caprock.Services.ImageServer;

/// <summary>What the server knows of a client.</summary>
internal unsafe struct ImageClient
{
    /// <summary>Files that a client can have open.</summary>
    public const int Files = 32;

    /// <summary>Its commands and their completions.</summary>
    public ServerEnd<FileRequest, FileCompletion> Queues;

    /// <summary>Its data.</summary>
    public byte* Data;

    /// <summary>Bytes of it.</summary>
    public uint DataBytes;

    /// <summary>The header's block of each open file, plus one; zero for none.</summary>
    public fixed uint Handles[Files];

    /// <summary>Whether memory belongs to the client's data.</summary>
    public readonly bool Has(uint offset, uint length) => offset <= DataBytes && length <= DataBytes - offset;
}
