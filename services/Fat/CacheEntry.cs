// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>A sector in memory.</summary>
internal struct CacheEntry
{
    /// <summary>Which sector.</summary>
    public uint Sector;

    /// <summary>When it was used last.</summary>
    public uint LastUse;

    /// <summary>The next entry of the same hash, plus one.</summary>
    public ushort Next;

    /// <summary>What happens with it.</summary>
    public CacheState State;

    /// <summary>Whether the device has something else, and when it may get this.</summary>
    public Change Change;

    /// <summary>Sectors that the request reads which reads this one as its first.</summary>
    public byte RunLength;

    /// <summary>Which copy of the table is being written.</summary>
    public byte Copy;
}
