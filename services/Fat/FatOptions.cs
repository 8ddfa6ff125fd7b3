// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>What a volume has room for.</summary>
public struct FatOptions
{
    /// <summary>Sectors in the cache: at least 32, and two for each operation.</summary>
    public int CacheSectors;

    /// <summary>Operations under way at once.</summary>
    public int Operations;

    /// <summary>Files open at once.</summary>
    public int Files;

    /// <summary>Clusters of the largest volume that <see cref="FatCommand.Reclaim"/> takes, a bit of memory each; zero for none.</summary>
    public uint MarkedClusters;

    /// <summary>Usual numbers: 128 sectors, 32 operations, 64 files, and no reclaiming.</summary>
    public static FatOptions Usual
    {
        get
        {
            FatOptions options;
            options.CacheSectors = 128;
            options.Operations = 32;
            options.Files = 64;
            options.MarkedClusters = 0;
            return options;
        }
    }

    /// <summary>How many clusters can be marked in so many bytes.</summary>
    public static uint ClustersMarkedIn(ulong bytes)
    {
        var others = ReclaimState.PlaceBytes + (2 * VolumeState.Alignment);
        return bytes <= others ? 0 : (uint)Math.Min((bytes - others) * 8, FatLayout.MostClusters32);
    }

    internal readonly bool AreValid => MarkedClusters <= FatLayout.MostClusters32 && Operations is >= 1 and <= 1024
        && Files is >= 1 and <= 4096 && CacheSectors >= Math.Max(32, Operations * 2) && CacheSectors <= 16384;
}
