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

    /// <summary>Usual numbers: 128 sectors, 32 operations, 64 files.</summary>
    public static FatOptions Usual
    {
        get
        {
            FatOptions options;
            options.CacheSectors = 128;
            options.Operations = 32;
            options.Files = 64;
            return options;
        }
    }

    internal readonly bool AreValid => Operations is >= 1 and <= 1024 && Files is >= 1 and <= 4096
        && CacheSectors >= Math.Max(32, Operations * 2) && CacheSectors <= 16384;
}
