// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>Changes of directories.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private const byte MakeZero = 2;
    private const byte MakeDots = 3;
    private const byte MakeEntry = 4;
    private const byte RemoveScan = 1;
    private const byte RemoveEntry = 2;
    private const byte RenameTarget = 1;
    private const byte RenameRoom = 2;
    private const byte RenameTake = 3;
    private const byte RenameParent = 4;
    private const byte RenamePut = 5;
    private const byte RenameEnd = 6;
    private const byte PlaceFind = 0;
    private const byte PlaceZero = 1;
    private const byte PlaceReady = 2;

    private FatStatus MakeDirectory(FatOperation* operation)
    {
        var status = FatStatus.Done;
        if (operation->Stage == 0)
        {
            if (NeedsCommit())
            {
                return BeginCommit();
            }

            status = Resolve(operation, operation->Path, operation->PathLength);
            if (status != FatStatus.Done || operation->Found || operation->IsRoot)
            {
                return status == FatStatus.Done ? FatStatus.Exists : status;
            }

            operation->Stage = 1;
        }

        if (operation->Stage == 1)
        {
            status = Allocate(0, out operation->Chain);
            if (status != FatStatus.Done)
            {
                return status;
            }

            operation->Stage = MakeZero;
            operation->ZeroedSectors = 0;
        }

        if (operation->Stage == MakeZero)
        {
            status = ZeroCluster(operation, operation->Chain);
            if (status != FatStatus.Done)
            {
                return status;
            }

            operation->Stage = MakeDots;
        }

        if (operation->Stage == MakeDots)
        {
            status = WriteDots(operation->Chain, operation->Directory);
            if (status != FatStatus.Done)
            {
                return status;
            }

            operation->Stage = MakeEntry;
        }

        operation->Source.FirstCluster = operation->Chain;
        operation->Source.Size = 0;
        operation->Source.Modified = state->TimeStamp;
        operation->Source.Attributes = FatAttributes.Directory;
        return InsertEntry(operation);
    }

    /// <summary>Fills a new cluster with zeros, and ends when the device has them.</summary>
    private FatStatus ZeroCluster(FatOperation* operation, uint cluster)
    {
        while (operation->ZeroedSectors < Volume->ClusterSectors)
        {
            var sector = Volume->SectorOf(cluster) + operation->ZeroedSectors;
            var count = Math.Min(VolumeState.ZeroSectors, Volume->ClusterSectors - operation->ZeroedSectors);
            var status = Forget(sector, count);
            status = status == FatStatus.Done ? StartWriting(operation, state->Zeros, sector, count) : status;
            if (status != FatStatus.Done)
            {
                return status;
            }

            operation->ZeroedSectors += count;
        }

        state->IsBroken |= operation->HasFailed;
        return operation->Outstanding != 0 ? FatStatus.Pending : operation->HasFailed ? FatStatus.DeviceError : FatStatus.Done;
    }

    private FatStatus WriteDots(uint cluster, uint parent)
    {
        var sector = Volume->SectorOf(cluster);
        var status = LoadForChange(sector, out var data);
        if (status == FatStatus.Done)
        {
            WriteShort(data, FatAttributes.Directory, cluster, 0, state->TimeStamp);
            WriteShort(data + FatLayout.EntryBytes, FatAttributes.Directory, ParentNumber(parent), 0, state->TimeStamp);
            data[0] = (byte)'.';
            data[FatLayout.EntryBytes] = (byte)'.';
            data[FatLayout.EntryBytes + 1] = (byte)'.';
            NoteChange(sector, Change.Early);
        }

        return status;
    }

    /// <summary>How the entry '..' names a directory: the root has the number zero.</summary>
    private uint ParentNumber(uint directory) => directory == Root ? 0 : directory;

    private FatStatus Remove(FatOperation* operation)
    {
        var set = &operation->Scan.Set;
        if (operation->Stage == 0)
        {
            if (NeedsCommit())
            {
                return BeginCommit();
            }

            var status = Resolve(operation, operation->Path, operation->PathLength);
            status = status == FatStatus.Done ? CheckRemoval(operation) : status;
            if (status != FatStatus.Done)
            {
                return status;
            }

            Words.Copy((byte*)&operation->Source, (byte*)set, (uint)sizeof(EntrySet));
            operation->Stage = operation->Command == FatCommand.RemoveDirectory ? RemoveScan : RemoveEntry;
            operation->Scan.Begin(operation->Source.FirstCluster);
        }

        if (operation->Stage == RemoveScan)
        {
            var status = NextEntry(&operation->Scan);
            while (status == FatStatus.Done && IsDots(&operation->Scan))
            {
                status = NextEntry(&operation->Scan);
            }

            if (status != FatStatus.EndOfDirectory)
            {
                return status == FatStatus.Done ? FatStatus.NotEmpty : status;
            }

            operation->Stage = RemoveEntry;
        }

        var result = MarkUnused(&operation->Source);
        if (result == FatStatus.Done)
        {
            FreeLater(operation->Source.FirstCluster);
        }

        return result;
    }

    private FatStatus CheckRemoval(FatOperation* operation)
    {
        var set = &operation->Scan.Set;
        var isDirectory = (set->Attributes & FatAttributes.Directory) != 0;
        if (operation->IsRoot || !operation->Found)
        {
            return operation->IsRoot ? FatStatus.InvalidArgument : FatStatus.NotFound;
        }

        if (isDirectory != (operation->Command == FatCommand.RemoveDirectory))
        {
            return isDirectory ? FatStatus.IsDirectory : FatStatus.NotDirectory;
        }

        if ((set->Attributes & FatAttributes.ReadOnly) != 0)
        {
            return FatStatus.ReadOnly;
        }

        if (isDirectory || set->FirstCluster != 0)
        {
            return !Volume->IsCluster(set->FirstCluster) || set->FirstCluster == Root ? FatStatus.Corrupt : CheckUse(set);
        }

        return CheckUse(set);
    }

    private FatStatus CheckUse(EntrySet* set) => FindNode(set->EntrySector, set->EntrySlot) != NoEntry ? FatStatus.InUse : FatStatus.Done;

    /// <summary>Takes the entries of a name out of their directory.</summary>
    private FatStatus MarkUnused(EntrySet* set)
    {
        for (var i = 0; i < set->SectorCount; i++)
        {
            var status = LoadForChange(set->Sectors[i], out _);
            if (status != FatStatus.Done)
            {
                return status;
            }
        }

        var slot = set->FirstSlot;
        var left = set->Count;
        for (var i = 0; i < set->SectorCount; i++)
        {
            // Ignored: it was there a moment ago.
            _ = Load(set->Sectors[i], out var data);
            for (; left != 0 && slot < FatLayout.EntriesPerSector; slot++, left--)
            {
                data[slot * FatLayout.EntryBytes] = FatLayout.Unused;
            }

            slot = 0;
            NoteChange(set->Sectors[i], Change.Late);
            NoteRemoval(set->Sectors[i]);
        }

        return FatStatus.Done;
    }
}
