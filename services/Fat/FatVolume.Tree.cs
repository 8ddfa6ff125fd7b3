// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>The way through all directories, on which every cluster is marked that somebody has.</content>
/// <remarks>
/// Here the mark that no further entries follow means nothing: a power failure can leave an entry behind it, which fsck.fat takes for
/// a file.
/// </remarks>
public readonly unsafe partial struct FatVolume<TDevice>
{
    /// <summary>
    /// Goes on marking. Every turn marks clusters, none of them twice, or passes entries of a directory whose own clusters are marked, so
    /// it ends. A volume that is all in pieces would take a request for each cluster, and is left alone.
    /// </summary>
    private FatStatus WalkTree(FatOperation* operation)
    {
        var walk = &state->Reclaim;
        var status = state->Statistics.Reads - walk->ReadsBefore > ReclaimState.MostReads ? FatStatus.Unsupported : FatStatus.Done;
        while (status == FatStatus.Done)
        {
            status = MarkChain(walk, &operation->Scan);
            status = status == FatStatus.Done ? FindChain(walk, &operation->Scan) : status;
        }

        return status == FatStatus.EndOfDirectory ? FatStatus.Done : status;
    }

    /// <summary>Marks the rest of a chain, and enters the directory if it is one's.</summary>
    private FatStatus MarkChain(ReclaimState* walk, DirectoryScan* scan)
    {
        while (walk->Chain != 0)
        {
            var status = LoadTable(walk->Chain, out var data);
            status = status == FatStatus.Done ? MarkInSector(walk, data) : status;
            if (status != FatStatus.Done)
            {
                return status;
            }

            if (walk->Chain == 0)
            {
                return EndChain(walk, scan);
            }
        }

        return FatStatus.Done;
    }

    /// <summary>Gives the sector of the table with a cluster's entry.</summary>
    private FatStatus LoadTable(uint cluster, out byte* data)
    {
        data = null;
        return Volume->IsCluster(cluster)
            ? LoadAhead(TableSector(cluster), Volume->TableStart + Volume->TableSectors, out data) : FatStatus.Corrupt;
    }

    private FatStatus MarkInSector(ReclaimState* walk, byte* data)
    {
        var sector = TableSector(walk->Chain);
        do
        {
            if (walk->Length == walk->MostLength || !walk->TryMark(walk->Chain))
            {
                return FatStatus.Corrupt;
            }

            walk->Length++;
            var next = ValueAt(data, walk->Chain);
            if (next >= Volume->FirstEndMark)
            {
                walk->Chain = 0;
                return FatStatus.Done;
            }

            if (!Volume->IsCluster(next))
            {
                return FatStatus.Corrupt;
            }

            if (walk->Length == walk->WantedLength && !walk->IsDirectory)
            {
                walk->NoteTail(walk->Chain, next);
            }

            walk->Chain = next;
        }
        while (TableSector(walk->Chain) == sector);
        return FatStatus.Done;
    }

    private static FatStatus EndChain(ReclaimState* walk, DirectoryScan* scan)
    {
        if (walk->Length < walk->WantedLength)
        {
            return FatStatus.Corrupt;
        }

        walk->TailClusters += walk->HasTail ? walk->Length - walk->WantedLength : 0;
        if (!walk->IsDirectory)
        {
            return FatStatus.Done;
        }

        if (walk->Depth == ReclaimState.MostDepth)
        {
            return FatStatus.Unsupported;
        }

        if (walk->Depth >= 0)
        {
            var place = walk->Places + walk->Depth;
            place->First = scan->First;
            place->Cluster = scan->Cluster;
            place->ClusterIndex = scan->ClusterIndex;
            place->Index = scan->Index;
        }

        walk->Depth++;
        scan->Begin(walk->First);
        return FatStatus.Done;
    }

    /// <summary>Looks for the next entry that has a chain; the end of the directory is that of the root.</summary>
    private FatStatus FindChain(ReclaimState* walk, DirectoryScan* scan)
    {
        while (walk->Chain == 0)
        {
            byte* data = null;
            var status = EntrySector(scan, out var sector);
            if (status == FatStatus.EndOfDirectory && walk->Depth != 0)
            {
                walk->Depth--;
                var place = walk->Places + walk->Depth;
                scan->Begin(place->First);
                scan->Cluster = place->Cluster;
                scan->ClusterIndex = place->ClusterIndex;
                scan->Index = place->Index;
                continue;
            }

            status = status == FatStatus.Done ? LoadAhead(sector, EndOfPiece(scan), out data) : status;
            status = status == FatStatus.Done ? ExamineSector(walk, scan, data) : status;
            if (status != FatStatus.Done)
            {
                return status;
            }
        }

        return FatStatus.Done;
    }

    /// <summary>Where what lies in a row of a directory ends.</summary>
    private uint EndOfPiece(DirectoryScan* scan) => scan->First == 0
        ? Volume->RootStart + (Volume->RootEntries / FatLayout.EntriesPerSector) : Volume->SectorOf(scan->Cluster) + Volume->ClusterSectors;

    private FatStatus ExamineSector(ReclaimState* walk, DirectoryScan* scan, byte* data)
    {
        FatStatus status;
        do
        {
            var index = scan->Index;
            scan->Index++;
            status = Examine(walk, scan->First, index, data + (index % FatLayout.EntriesPerSector * FatLayout.EntryBytes));
        }
        while (status == FatStatus.Done && walk->Chain == 0 && scan->Index % FatLayout.EntriesPerSector != 0);
        return status;
    }

    private FatStatus Examine(ReclaimState* walk, uint directory, uint index, byte* entry)
    {
        var attributes = (FatAttributes)entry[FatLayout.Attributes];
        if (entry[0] is 0 or FatLayout.Unused || ((byte)attributes & FatLayout.LongNameMask) == FatLayout.LongName)
        {
            return FatStatus.Done;
        }

        var first = FirstClusterOf(entry);
        if ((attributes & FatAttributes.VolumeLabel) != 0)
        {
            return first == 0 ? FatStatus.Done : FatStatus.Corrupt;
        }

        if ((attributes & FatAttributes.Directory) == 0)
        {
            var size = Words.Get32(entry + FatLayout.Size);
            var clusters = (uint)(((ulong)size + Volume->ClusterBytes - 1) / Volume->ClusterBytes);
            walk->BeginChain(first, clusters, uint.MaxValue, false);
            return first == 0 && size != 0 ? FatStatus.Corrupt : FatStatus.Done;
        }

        if (entry[0] == '.' && entry[1] is (byte)'.' or (byte)' ' && entry[2] == ' ')
        {
            var isItself = entry[1] == ' ' && index == 0 && first == directory;
            var isAbove = entry[1] == '.' && index == 1 && (first == 0 || (Volume->IsCluster(first) && walk->IsMarked(first)));
            return isItself || isAbove ? FatStatus.Done : FatStatus.Corrupt;
        }

        BeginDirectory(walk, first);
        return first == 0 ? FatStatus.Corrupt : FatStatus.Done;
    }

    private void BeginDirectory(ReclaimState* walk, uint first) =>
        walk->BeginChain(first, 1, Math.Max(1, FatLayout.MostEntries / FatLayout.EntriesPerSector >> Volume->ClusterShift), true);
}
