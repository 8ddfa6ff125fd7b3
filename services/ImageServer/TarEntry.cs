// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.ImageServer;

/// <summary>What an archive has under a name.</summary>
internal struct TarEntry
{
    /// <summary>Block of its header.</summary>
    public uint Block;

    /// <summary>Block of the next header.</summary>
    public uint Next;

    /// <summary>Bytes of the file.</summary>
    public uint Size;

    /// <summary>Whether it is a file or a directory, and not something that is passed over.</summary>
    public bool IsKnown;

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory;
}
