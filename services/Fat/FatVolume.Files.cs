// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Fat.Names;

namespace Caprock.Services.Fat;

/// <content>Mounting, opening, telling and listing.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private const byte EndingStage = 255;
    private const byte WalkStart = 0;
    private const byte WalkName = 1;
    private const byte WalkScan = 2;
    private const byte WalkEnd = 3;
    private const uint HintsMark = 0x6141_7272;
    private const uint HintsMarkOffset = 484;

    private FatStatus Mount(FatOperation* operation)
    {
        if (operation->Stage == 0)
        {
            if (state->IsMounted)
            {
                return FatStatus.InvalidArgument;
            }

            var status = Load(0, out var boot);
            if (status != FatStatus.Done)
            {
                return status;
            }

            if (!Geometry.TryRead(boot, TDevice.BlockCount(device), Volume))
            {
                return FatStatus.Unsupported;
            }

            operation->Stage = 1;
        }

        state->NextFree = FatLayout.FirstCluster;
        state->FreeClusters = VolumeState.Unknown;
        if (Volume->HintSector != 0)
        {
            var status = Load(Volume->HintSector, out var hints);
            if (status != FatStatus.Done)
            {
                return status;
            }

            var isMarked = Words.Get32(hints + HintsMarkOffset) == HintsMark;
            var free = Words.Get32(hints + HintFreeOffset);
            var next = Words.Get32(hints + HintNextOffset);
            Volume->HintSector = isMarked ? Volume->HintSector : 0;
            state->FreeClusters = isMarked && free <= Volume->ClusterCount ? free : VolumeState.Unknown;
            state->NextFree = isMarked && Volume->IsCluster(next) ? next : FatLayout.FirstCluster;
        }

        state->WrittenFreeClusters = state->FreeClusters;
        state->IsMounted = true;
        operation->Value = (ulong)Volume->ClusterCount * Volume->ClusterBytes;
        return FatStatus.Done;
    }

    private FatStatus Open(FatOperation* operation)
    {
        if (operation->Stage == 0)
        {
            if (NeedsCommit() && Changes(operation))
            {
                return BeginCommit();
            }

            var status = Resolve(operation, operation->Path, operation->PathLength);
            if (status != FatStatus.Done)
            {
                return status;
            }

            status = CheckOpen(operation);
            if (status != FatStatus.Continue)
            {
                return status;
            }

            operation->Stage = operation->Found ? (byte)2 : (byte)1;
        }

        if (operation->Stage == 1)
        {
            operation->Source.FirstCluster = 0;
            operation->Source.Size = 0;
            operation->Source.Modified = state->TimeStamp;
            operation->Source.Attributes = FatAttributes.Archive;
            var status = InsertEntry(operation);
            if (status != FatStatus.Done)
            {
                return status;
            }

            operation->Scan.Set.EntrySector = operation->Source.EntrySector;
            operation->Scan.Set.EntrySlot = operation->Source.EntrySlot;
            operation->Scan.Set.FirstCluster = 0;
            operation->Scan.Set.Size = 0;
            operation->Scan.Set.Modified = state->TimeStamp;
            operation->Scan.Set.Attributes = FatAttributes.Archive;
            operation->Stage = 2;
        }

        return OpenNode(operation);
    }

    private FatStatus CheckOpen(FatOperation* operation)
    {
        var set = &operation->Scan.Set;
        if (operation->IsRoot)
        {
            return FatStatus.IsDirectory;
        }

        if (!operation->Found)
        {
            return (operation->Modes & OpenModes.Create) == 0 ? FatStatus.NotFound
                : FindPlaceForNode() == NoEntry ? FatStatus.NoHandle : FatStatus.Continue;
        }

        if ((set->Attributes & FatAttributes.Directory) != 0)
        {
            return FatStatus.IsDirectory;
        }

        if ((operation->Modes & OpenModes.Exclusive) != 0)
        {
            return FatStatus.Exists;
        }

        if ((operation->Modes & OpenModes.Write) != 0 && (set->Attributes & FatAttributes.ReadOnly) != 0)
        {
            return FatStatus.ReadOnly;
        }

        var clusters = ((ulong)set->Size + Volume->ClusterBytes - 1) / Volume->ClusterBytes;
        return clusters > Volume->ClusterCount || (set->Size != 0 && !Volume->IsCluster(set->FirstCluster))
            || (set->FirstCluster != 0 && !Volume->IsCluster(set->FirstCluster)) ? FatStatus.Corrupt : FatStatus.Continue;
    }

    private FatStatus OpenNode(FatOperation* operation)
    {
        var set = &operation->Scan.Set;
        var index = FindNode(set->EntrySector, set->EntrySlot);
        if (index == NoEntry)
        {
            index = FindPlaceForNode();
            if (index == NoEntry)
            {
                return FatStatus.NoHandle;
            }

            var fresh = state->Nodes + index;
            fresh->EntrySector = set->EntrySector;
            fresh->EntrySlot = set->EntrySlot;
            fresh->First = set->FirstCluster;
            fresh->Size = set->Size;
            fresh->Modified = set->Modified;
            fresh->Attributes = set->Attributes;
            fresh->NewestCluster = 0;
            fresh->Generation++;
            fresh->ForgetMarks();
        }

        var node = state->Nodes + index;
        if (node->OpenCount == ushort.MaxValue)
        {
            return FatStatus.NoHandle;
        }

        if ((operation->Modes & (OpenModes.Truncate | OpenModes.Write)) == (OpenModes.Truncate | OpenModes.Write) && node->First != 0)
        {
            var status = Empty(node);
            if (status != FatStatus.Done)
            {
                return status;
            }
        }

        node->OpenCount++;
        var isWritable = (operation->Modes & OpenModes.Write) != 0 ? 1u : 0;
        operation->Handle = (uint)index | (isWritable << 15) | ((uint)node->Generation << 16);
        operation->Value = node->Size;
        return FatStatus.Done;
    }

    private FatStatus Close(FatOperation* operation)
    {
        var node = NodeOf(operation->Handle);
        if (node == null)
        {
            return FatStatus.InvalidHandle;
        }

        node->OpenCount--;
        return FatStatus.Done;
    }

    private FatStatus StatHandle(FatOperation* operation)
    {
        var node = NodeOf(operation->Handle);
        if (node == null)
        {
            return FatStatus.InvalidHandle;
        }

        operation->Value = node->Size;
        operation->Modified = node->Modified;
        operation->Attributes = node->Attributes;
        return FatStatus.Done;
    }

    private FatStatus Stat(FatOperation* operation)
    {
        var status = Resolve(operation, operation->Path, operation->PathLength);
        if (status != FatStatus.Done || (!operation->Found && !operation->IsRoot))
        {
            return status == FatStatus.Done ? FatStatus.NotFound : status;
        }

        var set = &operation->Scan.Set;
        var node = operation->IsRoot ? NoEntry : FindNode(set->EntrySector, set->EntrySlot);
        operation->Attributes = operation->IsRoot ? FatAttributes.Directory : set->Attributes;
        operation->Value = operation->IsRoot ? 0 : node == NoEntry ? set->Size : state->Nodes[node].Size;
        operation->Modified = operation->IsRoot ? FatLayout.FirstTime : set->Modified;
        return FatStatus.Done;
    }

    private FatStatus List(FatOperation* operation)
    {
        if (operation->Stage == 0)
        {
            var status = Resolve(operation, operation->Path, operation->PathLength);
            if (status != FatStatus.Done || (!operation->Found && !operation->IsRoot))
            {
                return status == FatStatus.Done ? FatStatus.NotFound : status;
            }

            if (!operation->IsRoot && (operation->Scan.Set.Attributes & FatAttributes.Directory) == 0)
            {
                return FatStatus.NotDirectory;
            }

            var directory = operation->IsRoot ? Root : operation->Scan.Set.FirstCluster;
            if (operation->Offset > FatLayout.MostEntries || (!operation->IsRoot && !Volume->IsCluster(directory)))
            {
                return operation->Offset > FatLayout.MostEntries ? FatStatus.InvalidArgument : FatStatus.Corrupt;
            }

            operation->Scan.Begin(directory);
            operation->Scan.Index = (uint)operation->Offset;
            operation->Value = operation->Offset;
            operation->Stage = 1;
        }

        while (true)
        {
            var status = NextEntry(&operation->Scan);
            if (status == FatStatus.EndOfDirectory)
            {
                return operation->Transferred == 0 ? status : FatStatus.Done;
            }

            if (status != FatStatus.Done)
            {
                return status;
            }

            if (!IsDots(&operation->Scan) && !TryTell(operation))
            {
                return operation->Transferred == 0 ? FatStatus.InvalidArgument : FatStatus.Done;
            }

            operation->Value = operation->Scan.Index;
        }
    }

    private bool TryTell(FatOperation* operation)
    {
        var scan = &operation->Scan;
        var nameBytes = NameText.CountBytes(scan->Units, scan->UnitCount);
        var bytes = FatListEntry.BytesFor(nameBytes);
        if (operation->Length - operation->Transferred < (uint)bytes)
        {
            return false;
        }

        var entry = (FatListEntry*)(operation->Data + operation->Transferred);
        var node = FindNode(scan->Set.EntrySector, scan->Set.EntrySlot);
        entry->Size = node == NoEntry ? scan->Set.Size : state->Nodes[node].Size;
        entry->Modified = scan->Set.Modified;
        entry->Position = scan->Index;
        entry->Attributes = (byte)scan->Set.Attributes;
        entry->Reserved = 0;
        entry->NameBytes = (ushort)nameBytes;
        NameText.Encode(scan->Units, scan->UnitCount, (byte*)(entry + 1));
        operation->Transferred += (uint)bytes;
        return true;
    }

    private FatNode* NodeOf(uint handle)
    {
        var index = (int)(handle & 0x7fff);
        if (index >= state->NodeCount)
        {
            return null;
        }

        var node = state->Nodes + index;
        return node->OpenCount != 0 && node->Generation == handle >> 16 ? node : null;
    }

    private static bool IsWritable(uint handle) => (handle & 0x8000) != 0;

    private int FindNode(uint sector, int slot)
    {
        for (var i = 0; i < state->NodeCount; i++)
        {
            var node = state->Nodes + i;
            if (node->OpenCount != 0 && node->EntrySector == sector && node->EntrySlot == slot)
            {
                return i;
            }
        }

        return NoEntry;
    }

    private int FindPlaceForNode()
    {
        for (var i = 0; i < state->NodeCount; i++)
        {
            if (state->Nodes[i].OpenCount == 0)
            {
                return i;
            }
        }

        return NoEntry;
    }
}
