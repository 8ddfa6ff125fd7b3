// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>Everything a volume knows. It lies at the start of the volume's memory.</summary>
internal unsafe struct VolumeState
{
    /// <summary>Places of links, and of chains to be freed.</summary>
    public const int MostPending = 64;

    /// <summary>Sectors of zeros.</summary>
    public const int ZeroSectors = 8;

    /// <summary>Heads of the cache's lists, a power of two.</summary>
    public const int HashHeads = 256;

    /// <summary>What each part of the memory is aligned to.</summary>
    public const ulong Alignment = 64;

    /// <summary>The number of free clusters is not known.</summary>
    public const uint Unknown = uint.MaxValue;

    public Geometry Geometry;
    public FatStatistics Statistics;
    public bool IsMounted;
    public bool IsBroken;
    public uint TimeStamp;

    public CacheEntry* Entries;
    public byte* Buffers;
    public byte* Zeros;
    public int EntryCount;
    public int LateCount;
    public int ChangedCount;
    public int BusyCount;
    public uint Clock;
    public fixed ushort Heads[HashHeads];

    public FatOperation* Operations;
    public ushort* Order;
    public int OperationCount;
    public int OrderCount;
    public int ActiveCount;
    public int FinishedCount;

    public FatNode* Nodes;
    public int NodeCount;

    public uint NextFree;
    public uint FreeClusters;
    public uint WrittenFreeClusters;
    public uint SearchAt;
    public uint SearchLeft;

    public uint Epoch;
    public CommitStage CommitStage;
    public byte FlushStage;
    public bool IsUnflushed;
    public int LinkCount;
    public int FreeCount;
    public uint CutCluster;
    public uint FreeNext;
    public uint FreeSteps;
    public uint RemovalSector;
    public fixed uint LinkFrom[MostPending];
    public fixed uint LinkTo[MostPending];
    public fixed uint Frees[MostPending];

    public ReclaimState Reclaim;

    /// <summary>Lays a volume out in memory; without memory only counts.</summary>
    public static VolumeState* Lay(byte* memory, FatOptions* options, out ulong bytes)
    {
        bytes = 0;
        var buffers = Take(memory, ref bytes, (ulong)options->CacheSectors * FatLayout.SectorBytes);
        var zeros = Take(memory, ref bytes, ZeroSectors * FatLayout.SectorBytes);
        var state = (VolumeState*)Take(memory, ref bytes, (ulong)sizeof(VolumeState));
        var entries = Take(memory, ref bytes, (ulong)(options->CacheSectors * sizeof(CacheEntry)));
        var operations = Take(memory, ref bytes, (ulong)(options->Operations * sizeof(FatOperation)));
        var order = Take(memory, ref bytes, (ulong)(options->Operations * sizeof(ushort)));
        var nodes = Take(memory, ref bytes, (ulong)(options->Files * sizeof(FatNode)));
        var cleared = bytes;
        var places = Take(memory, ref bytes, options->MarkedClusters == 0 ? 0 : ReclaimState.PlaceBytes);
        var marks = Take(memory, ref bytes, ReclaimState.MarkBytes(options->MarkedClusters));
        if (memory != null)
        {
            Words.Clear(memory, (int)cleared);
            state->Reclaim.Places = (DirectoryPlace*)places;
            state->Reclaim.Marks = (ulong*)marks;
            state->Reclaim.MarkedClusters = options->MarkedClusters;
            state->Buffers = buffers;
            state->Zeros = zeros;
            state->Entries = (CacheEntry*)entries;
            state->EntryCount = options->CacheSectors;
            state->Operations = (FatOperation*)operations;
            state->OperationCount = options->Operations;
            state->Order = (ushort*)order;
            state->Nodes = (FatNode*)nodes;
            state->NodeCount = options->Files;
            state->TimeStamp = FatLayout.FirstTime;
            state->Epoch = 1;
        }

        return state;
    }

    private static byte* Take(byte* memory, ref ulong used, ulong bytes)
    {
        var at = memory + used;
        used += (bytes + Alignment - 1) & ~(Alignment - 1);
        return at;
    }
}
