// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;
using Caprock.Services.Files;

namespace Caprock.Services.FatServer;

/// <summary>What the server knows of a client.</summary>
internal unsafe struct FileClientState
{
    /// <summary>Files that a client can have open.</summary>
    public const int Files = 32;

    /// <summary>A place in <see cref="Handles"/> for a file that is being opened.</summary>
    public const uint Opening = uint.MaxValue;

    /// <summary>Its commands and their completions.</summary>
    public ServerEnd<FileRequest, FileCompletion> Queues;

    /// <summary>Its data.</summary>
    public byte* Data;

    /// <summary>Bytes of it.</summary>
    public uint DataBytes;

    /// <summary>Whether it was started anew, and its files are to be closed.</summary>
    public bool IsLeaving;

    /// <summary>The volume's handles of its files; zero for none.</summary>
    public fixed uint Handles[Files];

    /// <summary>Whether memory belongs to the client's data.</summary>
    public readonly bool Has(uint offset, uint length) => offset <= DataBytes && length <= DataBytes - offset;
}
