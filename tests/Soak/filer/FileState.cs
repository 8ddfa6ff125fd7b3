// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Soak;

/// <summary>What the client of files knows about one of them.</summary>
internal struct FileState
{
    /// <summary>Bytes of it.</summary>
    public uint Bytes;

    /// <summary>Whether it is there.</summary>
    public bool Exists;

    /// <summary>Whether it was changed since the last flush.</summary>
    public bool IsChanged;
}
