// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>Where the way through a directory goes on, as <see cref="DirectoryScan"/> has it.</summary>
internal struct DirectoryPlace
{
    /// <summary>First cluster of the directory.</summary>
    public uint First;

    /// <summary>Cluster that the way has come to.</summary>
    public uint Cluster;

    /// <summary>Its number in the directory.</summary>
    public uint ClusterIndex;

    /// <summary>Number of the next entry.</summary>
    public uint Index;
}
