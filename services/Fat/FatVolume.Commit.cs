// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>The order in which changes reach the device.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private const byte FlushIdle = 0;
    private const byte FlushWaits = 1;
    private const byte FlushDone = 2;
    private const uint SeveralSectors = uint.MaxValue;
    private const uint HintFreeOffset = 488;
    private const uint HintNextOffset = 492;

    /// <summary>Begins a commit; the operation goes on in its present stage when all is durable.</summary>
    private FatStatus BeginCommit()
    {
        state->CommitStage = CommitStage.New;
        return FatStatus.Continue;
    }

    /// <summary>Begins a commit when many changes wait for one, so that an operation has room for its own.</summary>
    private bool NeedsCommit() => state->LateCount * 2 > state->EntryCount || state->FreeCount == VolumeState.MostPending
        || state->LinkCount == VolumeState.MostPending;

    private FatStatus Flush(FatOperation* operation)
    {
        if (operation->Stage == 0)
        {
            operation->Stage = 1;
            return BeginCommit();
        }

        return FatStatus.Done;
    }

    /// <summary>Goes on with a commit, if there is one, until it is through.</summary>
    private FatStatus Commit()
    {
        while (state->CommitStage != CommitStage.None)
        {
            var status = CommitStep();
            state->IsBroken |= status is not (FatStatus.Done or FatStatus.Pending);
            if (status != FatStatus.Done || state->IsBroken)
            {
                return state->IsBroken ? FatStatus.DeviceError : FatStatus.Pending;
            }

            state->CommitStage = state->CommitStage == CommitStage.WriteFrees ? CommitStage.None : state->CommitStage + 1;
        }

        return FatStatus.Done;
    }

    private FatStatus CommitStep()
    {
        switch (state->CommitStage)
        {
            case CommitStage.New:
            case CommitStage.WriteLinks:
            case CommitStage.WriteCut:
                return WriteBack(Change.Early);
            case CommitStage.FlushNew:
            case CommitStage.FlushLinks:
            case CommitStage.FlushEntries:
            case CommitStage.FlushCut:
                return FlushDevice();
            case CommitStage.Links:
                return ApplyLinks();
            case CommitStage.Entries:
                return WriteBack(Change.Late);
            case CommitStage.Cut:
                return ApplyCut();
            case CommitStage.Frees:
                return ApplyFrees();
            case CommitStage.Hints:
                return WriteHints();
            default:
                return EndCommit();
        }
    }

    private FatStatus ApplyLinks()
    {
        while (state->LinkCount != 0)
        {
            var status = Put(state->LinkFrom[state->LinkCount - 1], state->LinkTo[state->LinkCount - 1]);
            if (status != FatStatus.Done)
            {
                return status;
            }

            state->LinkCount--;
        }

        return FatStatus.Done;
    }

    private FatStatus ApplyCut()
    {
        if (state->CutCluster == 0)
        {
            return FatStatus.Done;
        }

        var status = Put(state->CutCluster, FatLayout.EndOfChain);
        state->CutCluster = status == FatStatus.Done ? 0 : state->CutCluster;
        return status;
    }

    /// <summary>Frees the chains to which nothing refers any more. A chain that runs in a circle ends where it was freed before.</summary>
    private FatStatus ApplyFrees()
    {
        while (state->FreeNext != 0 || state->FreeCount != 0)
        {
            if (state->FreeNext == 0)
            {
                state->FreeCount--;
                state->FreeNext = state->Frees[state->FreeCount];
            }

            var status = Get(state->FreeNext, out var next);
            status = status == FatStatus.Done ? Put(state->FreeNext, 0) : status;
            if (status == FatStatus.Pending || status == FatStatus.DeviceError)
            {
                return status;
            }

            if (status == FatStatus.Done && next != 0 && state->FreeClusters < Volume->ClusterCount)
            {
                state->FreeClusters++;
            }

            state->FreeNext = status == FatStatus.Done && Volume->IsCluster(next) ? next : 0;
        }

        return FatStatus.Done;
    }

    private FatStatus WriteHints()
    {
        if (Volume->HintSector == 0 || state->FreeClusters == state->WrittenFreeClusters)
        {
            return FatStatus.Done;
        }

        var status = LoadForChange(Volume->HintSector, out var data);
        if (status == FatStatus.Done)
        {
            Words.Set32(data + HintFreeOffset, state->FreeClusters);
            Words.Set32(data + HintNextOffset, state->NextFree);
            state->WrittenFreeClusters = state->FreeClusters;
            NoteChange(Volume->HintSector, Change.Early);
        }

        return status;
    }

    private FatStatus EndCommit()
    {
        var status = WriteBack(Change.Early);
        if (status == FatStatus.Done)
        {
            state->Epoch++;
            state->RemovalSector = 0;
            state->Statistics.Commits++;
        }

        return status;
    }

    /// <summary>An entry was removed in this epoch.</summary>
    private void NoteRemoval(uint sector) =>
        state->RemovalSector = state->RemovalSector == 0 || state->RemovalSector == sector ? sector : SeveralSectors;

    /// <summary>
    /// Whether an entry may come into a sector in this epoch: not when one was removed from another, which could still be there when this
    /// one is, with the same name or the same clusters.
    /// </summary>
    private bool MayInsert(uint sector) => state->RemovalSector == 0 || state->RemovalSector == sector;

    private void FreeLater(uint chain)
    {
        if (chain != 0)
        {
            state->Frees[state->FreeCount] = chain;
            state->FreeCount++;
        }
    }
}
