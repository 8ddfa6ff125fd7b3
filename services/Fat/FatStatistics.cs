// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>Counters of a volume.</summary>
public struct FatStatistics
{
    /// <summary>Requests to read.</summary>
    public ulong Reads;

    /// <summary>Requests to write.</summary>
    public ulong Writes;

    /// <summary>Flushes of the device.</summary>
    public ulong Flushes;

    /// <summary>Times that all changes were written.</summary>
    public ulong Commits;

    /// <summary>Contradictions met on the device.</summary>
    public ulong Contradictions;
}
