// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>Clusters that no file has are taken back.</content>
/// <remarks>
/// First everything is looked at, and nothing is freed when anything contradicts itself. Then each cluster that nobody has is freed by
/// itself, whatever its entry in the table leads to. No file refers to it, so that may be written at any time and in any order.
/// </remarks>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private const byte ReclaimBegin = 1;
    private const byte ReclaimWalk = 2;
    private const byte ReclaimCount = 3;
    private const byte ReclaimFree = 4;
    private const byte ReclaimTails = 5;
    private const byte ReclaimEnd = 6;

    private FatStatus Reclaim(FatOperation* operation)
    {
        // Each turn but the last goes to a later stage.
        while (true)
        {
            var status = operation->Stage switch
            {
                0 => CheckReclaim(),
                ReclaimBegin => BeginWalk(operation),
                ReclaimWalk => WalkTree(operation),
                ReclaimCount => CountLost(&state->Reclaim),
                ReclaimFree => FreeLost(operation),
                ReclaimTails => CutTails(operation),
                _ => FatStatus.Done,
            };
            if (status != FatStatus.Done || operation->Stage == ReclaimEnd)
            {
                return status;
            }

            operation->Stage++;
            if (operation->Stage is ReclaimBegin or ReclaimEnd)
            {
                // What is done before is looked at in the table and the directories; what is done here is durable at the end.
                return BeginCommit();
            }
        }
    }

    private FatStatus CheckReclaim()
    {
        for (var i = 0; i < state->NodeCount; i++)
        {
            if (state->Nodes[i].OpenCount != 0)
            {
                return FatStatus.InUse;
            }
        }

        return Volume->ClusterCount <= state->Reclaim.MarkedClusters ? FatStatus.Done : FatStatus.Unsupported;
    }

    private FatStatus BeginWalk(FatOperation* operation)
    {
        var walk = &state->Reclaim;
        walk->Begin(Volume->ClusterCount, state->Statistics.Reads);
        if (Root != 0)
        {
            BeginDirectory(walk, Root);
            return FatStatus.Done;
        }

        walk->Depth = 0;
        operation->Scan.Begin(Root);
        return FatStatus.Done;
    }

    /// <summary>Looks at the whole table, counts, and marks what is free or bad too: what is left then is to be freed.</summary>
    private FatStatus CountLost(ReclaimState* walk)
    {
        while (walk->Next < Volume->EndOfClusters)
        {
            var status = LoadTable(walk->Next, out var data);
            if (status != FatStatus.Done)
            {
                return status;
            }

            var sector = TableSector(walk->Next);
            for (; walk->Next < Volume->EndOfClusters && TableSector(walk->Next) == sector; walk->Next++)
            {
                if (!walk->IsMarked(walk->Next) && !TryCount(walk, ValueAt(data, walk->Next)))
                {
                    return FatStatus.Corrupt;
                }
            }
        }

        state->FreeClusters = walk->Free;
        walk->Next = FatLayout.FirstCluster;
        return FatStatus.Done;
    }

    /// <summary>Counts a cluster that nobody has; false when its entry in the table has no meaning.</summary>
    private bool TryCount(ReclaimState* walk, uint value)
    {
        if (value != 0 && value != Volume->BadMark)
        {
            walk->Lost++;
            return value >= Volume->FirstEndMark || Volume->IsCluster(value);
        }

        walk->Free += value == 0 ? 1u : 0;
        return walk->TryMark(walk->Next);
    }

    private FatStatus FreeLost(FatOperation* operation)
    {
        var walk = &state->Reclaim;
        while (walk->Lost != 0)
        {
            walk->Next = walk->FindUnmarked(walk->Next, Volume->EndOfClusters);
            var status = LoadTable(walk->Next, out _);
            status = status == FatStatus.Done ? Put(walk->Next, 0) : status;
            if (status != FatStatus.Done)
            {
                return status;
            }

            walk->Next++;
            walk->Lost--;
            state->FreeClusters++;
            operation->Value++;
        }

        return FatStatus.Done;
    }

    /// <summary>Has chains end where their files do: durably before what follows is freed, as a commit does it.</summary>
    private FatStatus CutTails(FatOperation* operation)
    {
        var walk = &state->Reclaim;
        for (var i = 0; i < walk->TailCount; i++)
        {
            state->LinkFrom[i] = walk->TailFrom[i];
            state->LinkTo[i] = FatLayout.EndOfChain;
            state->Frees[i] = walk->Tails[i];
        }

        state->LinkCount = walk->TailCount;
        state->FreeCount = walk->TailCount;
        operation->Value += walk->TailClusters;
        return FatStatus.Done;
    }
}
