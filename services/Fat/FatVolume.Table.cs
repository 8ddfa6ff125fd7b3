// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>The table of clusters.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private const uint SmallMask = 0xffff;
    private const uint LargeMask = 0x0fff_ffff;

    /// <summary>The root directory, as scans know it.</summary>
    private uint Root => Volume->RootCluster;

    private uint TableSector(uint cluster) => Volume->TableStart + (cluster >> (Volume->IsFat32 ? 7 : 8));

    /// <summary>What the table in memory has for a cluster, without links that wait.</summary>
    private FatStatus Get(uint cluster, out uint value)
    {
        value = 0;
        if (!Volume->IsCluster(cluster))
        {
            return FatStatus.Corrupt;
        }

        var status = Load(TableSector(cluster), out var data);
        if (status == FatStatus.Done)
        {
            value = ValueAt(data, cluster);
        }

        return status;
    }

    /// <summary>What a sector of the table has for a cluster.</summary>
    private uint ValueAt(byte* data, uint cluster) =>
        Volume->IsFat32 ? Words.Get32(data + ((cluster & 127) * 4)) & LargeMask : Words.Get16(data + ((cluster & 255) * 2));

    /// <summary>The cluster that follows; zero when none does.</summary>
    private FatStatus Next(uint cluster, out uint next)
    {
        var status = Get(cluster, out next);
        if (status != FatStatus.Done)
        {
            return status;
        }

        if (next >= Volume->FirstEndMark)
        {
            next = PendingNext(cluster);
            return FatStatus.Done;
        }

        return Volume->IsCluster(next) ? FatStatus.Done : FatStatus.Corrupt;
    }

    private uint PendingNext(uint cluster)
    {
        for (var i = 0; i < state->LinkCount; i++)
        {
            if (state->LinkFrom[i] == cluster)
            {
                return state->LinkTo[i];
            }
        }

        return 0;
    }

    private FatStatus Put(uint cluster, uint value)
    {
        var sector = TableSector(cluster);
        var status = LoadForChange(sector, out var data);
        if (status != FatStatus.Done)
        {
            return status;
        }

        if (Volume->IsFat32)
        {
            var at = data + ((cluster & 127) * 4);
            Words.Set32(at, (Words.Get32(at) & ~LargeMask) | (value & LargeMask));
        }
        else
        {
            Words.Set16(data + ((cluster & 255) * 2), value & SmallMask);
        }

        NoteChange(sector, Change.Early);
        return FatStatus.Done;
    }

    /// <summary>
    /// Takes a free cluster, if possible the one behind another, and makes it a chain of its own. Clusters that wait to be freed are not
    /// free before a commit, which is begun when there are no others.
    /// </summary>
    private FatStatus Allocate(uint near, out uint cluster)
    {
        cluster = 0;
        if (state->SearchLeft == 0)
        {
            state->SearchLeft = Volume->ClusterCount;
            state->SearchAt = Volume->IsCluster(near + 1) ? near + 1 : state->NextFree;
        }

        while (state->SearchLeft != 0)
        {
            var status = Get(state->SearchAt, out var value);
            if (status == FatStatus.Done && value == 0)
            {
                status = Put(state->SearchAt, FatLayout.EndOfChain);
                cluster = state->SearchAt;
            }

            if (status != FatStatus.Done)
            {
                state->SearchLeft = status == FatStatus.Pending ? state->SearchLeft : 0;
                return status;
            }

            state->SearchAt = Volume->IsCluster(state->SearchAt + 1) ? state->SearchAt + 1 : FatLayout.FirstCluster;
            state->SearchLeft--;
            if (cluster != 0)
            {
                state->SearchLeft = 0;
                state->NextFree = state->SearchAt;
                state->FreeClusters -= state->FreeClusters - 1 < VolumeState.Unknown - 1 ? 1u : 0;
                return FatStatus.Done;
            }
        }

        return state->FreeCount != 0 ? BeginCommit() : FatStatus.NoSpace;
    }

    /// <summary>
    /// Has a chain go on. The table says so only when the device has what follows, unless it has nothing of the chain yet.
    /// </summary>
    private FatStatus Link(uint from, uint to, bool isNew)
    {
        if (isNew)
        {
            return Put(from, to);
        }

        if (state->LinkCount == VolumeState.MostPending)
        {
            return BeginCommit();
        }

        state->LinkFrom[state->LinkCount] = from;
        state->LinkTo[state->LinkCount] = to;
        state->LinkCount++;
        return FatStatus.Done;
    }
}
