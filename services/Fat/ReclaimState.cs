// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>How far the search for clusters is that no file has.</summary>
internal unsafe struct ReclaimState
{
    /// <summary>Directories inside one another, at most.</summary>
    public const int MostDepth = 512;

    /// <summary>Requests for which the way through directories and chains is worth while; some seconds where a disk is slow.</summary>
    public const ulong MostReads = 16384;

    /// <summary>Clusters that can be marked.</summary>
    public uint MarkedClusters;

    /// <summary>A bit for each cluster: somebody has it, or it is not to be freed.</summary>
    public ulong* Marks;

    /// <summary>Where the way goes on in the directories above.</summary>
    public DirectoryPlace* Places;

    /// <summary>The counter of requests at the beginning.</summary>
    public ulong ReadsBefore;

    /// <summary>How many directories are above; negative before the root.</summary>
    public int Depth;

    /// <summary>The cluster of a chain that is marked next; zero when no chain is.</summary>
    public uint Chain;

    /// <summary>The first cluster of that chain.</summary>
    public uint First;

    /// <summary>Clusters of it that are marked.</summary>
    public uint Length;

    /// <summary>Clusters that it needs at least.</summary>
    public uint WantedLength;

    /// <summary>Clusters that it has at most.</summary>
    public uint MostLength;

    /// <summary>Whether it is a directory's.</summary>
    public bool IsDirectory;

    /// <summary>Whether it goes on behind the end of its file, and that is remembered.</summary>
    public bool HasTail;

    /// <summary>The cluster whose entry in the table is looked at next.</summary>
    public uint Next;

    /// <summary>Free clusters that were counted.</summary>
    public uint Free;

    /// <summary>Clusters that no file has, and that are not freed yet.</summary>
    public uint Lost;

    /// <summary>Clusters behind the ends of files.</summary>
    public uint TailClusters;

    /// <summary>Files whose chains go on behind their ends.</summary>
    public int TailCount;

    /// <summary>The last clusters that these files need.</summary>
    public fixed uint TailFrom[VolumeState.MostPending];

    /// <summary>The clusters that follow.</summary>
    public fixed uint Tails[VolumeState.MostPending];

    /// <summary>Bytes of the marks of so many clusters.</summary>
    public static ulong MarkBytes(uint clusters) => ((ulong)clusters + 63) / 64 * sizeof(ulong);

    /// <summary>Bytes of the places.</summary>
    public static ulong PlaceBytes => (ulong)(MostDepth * sizeof(DirectoryPlace));

    /// <summary>Begins anew, with no cluster marked.</summary>
    public void Begin(uint clusters, ulong reads)
    {
        ReadsBefore = reads;
        Words.Clear(Marks, (int)MarkBytes(clusters));
        Depth = -1;
        Chain = 0;
        Next = FatLayout.FirstCluster;
        Free = 0;
        Lost = 0;
        TailClusters = 0;
        TailCount = 0;
    }

    /// <summary>A chain is marked from now on.</summary>
    public void BeginChain(uint first, uint wantedLength, uint mostLength, bool isDirectory)
    {
        First = first;
        Chain = first;
        Length = 0;
        WantedLength = wantedLength;
        MostLength = mostLength;
        IsDirectory = isDirectory;
        HasTail = false;
    }

    /// <summary>Remembers that the file's chain goes on behind its end, if there is room for that.</summary>
    public void NoteTail(uint from, uint tail)
    {
        if (TailCount < VolumeState.MostPending)
        {
            TailFrom[TailCount] = from;
            Tails[TailCount] = tail;
            TailCount++;
            HasTail = true;
        }
    }

    /// <summary>Marks a cluster; false when it was.</summary>
    public readonly bool TryMark(uint cluster)
    {
        var index = cluster - FatLayout.FirstCluster;
        var bit = 1ul << (int)(index & 63);
        var isNew = (Marks[index >> 6] & bit) == 0;
        Marks[index >> 6] |= bit;
        return isNew;
    }

    /// <summary>Whether a cluster is marked.</summary>
    public readonly bool IsMarked(uint cluster)
    {
        var index = cluster - FatLayout.FirstCluster;
        return (Marks[index >> 6] & (1ul << (int)(index & 63))) != 0;
    }

    /// <summary>The first cluster from here to the end that is not marked; the end when all are.</summary>
    public readonly uint FindUnmarked(uint cluster, uint end)
    {
        while (cluster < end && IsMarked(cluster))
        {
            var index = cluster - FatLayout.FirstCluster;
            cluster += index % 64 == 0 && Marks[index >> 6] == ulong.MaxValue ? 64u : 1;
        }

        return Math.Min(cluster, end);
    }
}
