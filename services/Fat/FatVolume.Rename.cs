// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>Renaming.</content>
/// <remarks>
/// Within a sector the new name replaces the old one at once. Otherwise the old name is gone from the device before the new one comes:
/// two names for the same clusters would be worse than none, see README.md.
/// </remarks>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private FatStatus Rename(FatOperation* operation)
    {
        // Each turn but the last goes to a later stage.
        while (true)
        {
            var status = operation->Stage switch
            {
                0 => FindSource(operation),
                RenameTarget => FindTarget(operation),
                RenameRoom => FindRoom(operation),
                RenameTake => TakeOldName(operation),
                RenameParent => ChangeParent(operation),
                RenamePut => InsertEntry(operation),
                _ => FatStatus.Done,
            };
            if (status != FatStatus.Done || operation->Stage == RenameEnd)
            {
                return status;
            }

            if (operation->Stage == RenamePut)
            {
                operation->Stage = RenameEnd;
                return BeginCommit();
            }

            operation->Stage++;
        }
    }

    private FatStatus FindSource(FatOperation* operation)
    {
        if (NeedsCommit())
        {
            return BeginCommit();
        }

        var status = Resolve(operation, operation->Path, operation->PathLength);
        if (status != FatStatus.Done || operation->IsRoot || !operation->Found)
        {
            return status != FatStatus.Done ? status : operation->IsRoot ? FatStatus.InvalidArgument : FatStatus.NotFound;
        }

        var set = &operation->Scan.Set;
        var isDirectory = (set->Attributes & FatAttributes.Directory) != 0;
        if (isDirectory && (!Volume->IsCluster(set->FirstCluster) || set->FirstCluster == Root))
        {
            return FatStatus.Corrupt;
        }

        Words.Copy((byte*)&operation->Source, (byte*)set, (uint)sizeof(EntrySet));
        operation->Chain = operation->Directory;
        operation->WalkStage = WalkStart;
        return CheckUse(set);
    }

    private FatStatus FindTarget(FatOperation* operation)
    {
        var status = ResolveOutside(operation);
        if (status != FatStatus.Done)
        {
            return status;
        }

        if (operation->IsRoot || operation->Found)
        {
            var set = &operation->Scan.Set;
            var isItself = !operation->IsRoot && set->EntrySector == operation->Source.EntrySector
                && set->EntrySlot == operation->Source.EntrySlot;
            if (!isItself)
            {
                return FatStatus.Exists;
            }

            // Another case of the same name: the rest of the directory tells where there is room.
            var rest = NextEntry(&operation->Scan);
            while (rest == FatStatus.Done)
            {
                Names.ShortNames.Note(&operation->New, operation->Scan.Short);
                rest = NextEntry(&operation->Scan);
            }

            operation->Found = rest != FatStatus.EndOfDirectory;
            if (rest != FatStatus.EndOfDirectory)
            {
                operation->Scan.Set.EntrySector = operation->Source.EntrySector;
                operation->Scan.Set.EntrySlot = operation->Source.EntrySlot;
                return rest;
            }
        }

        ReuseOldPlace(operation);
        return FatStatus.Done;
    }

    /// <summary>Follows the second path, which must not lead into the directory that is renamed.</summary>
    private FatStatus ResolveOutside(FatOperation* operation)
    {
        var status = Resolve(operation, operation->NewPath, operation->NewPathLength);
        var isDirectory = (operation->Source.Attributes & FatAttributes.Directory) != 0;
        return isDirectory && operation->PassedSource ? FatStatus.InvalidArgument : status;
    }

    /// <summary>If the new name fits where the old one was, it goes there.</summary>
    private static void ReuseOldPlace(FatOperation* operation)
    {
        var source = &operation->Source;
        var scan = &operation->Scan;
        var isHere = operation->Directory == operation->Chain && source->SectorCount == 1;
        if (isHere && operation->New.Entries <= source->Count && !(scan->HasRoom && scan->RoomSector == source->EntrySector))
        {
            scan->TakeRoom(source->EntrySector, source->FirstSlot);
        }
    }

    private FatStatus TakeOldName(FatOperation* operation)
    {
        var source = &operation->Source;
        var isAtOnce = source->SectorCount == 1 && operation->New.Sector == source->EntrySector && operation->New.PassedSector == 0;
        if (!isAtOnce)
        {
            var taken = MarkUnused(source);
            operation->Stage = taken == FatStatus.Done ? RenameParent : RenameTake;
            return taken == FatStatus.Done ? BeginCommit() : taken;
        }

        var status = LoadForChange(operation->New.Sector, out _);
        if (status == FatStatus.Done && !MayInsert(operation->New.Sector))
        {
            return BeginCommit();
        }

        status = status == FatStatus.Done ? MarkUnused(source) : status;
        if (status == FatStatus.Done)
        {
            PutEntries(operation);
            operation->Stage = RenameEnd - 1;
        }

        return status;
    }

    /// <summary>A directory that comes into another one has a new directory above. Nothing refers to it at this time.</summary>
    private FatStatus ChangeParent(FatOperation* operation)
    {
        var isDirectory = (operation->Source.Attributes & FatAttributes.Directory) != 0;
        if (!isDirectory || operation->Directory == operation->Chain)
        {
            return FatStatus.Done;
        }

        var sector = Volume->SectorOf(operation->Source.FirstCluster);
        var status = LoadForChange(sector, out var data);
        if (status == FatStatus.Done)
        {
            SetCluster(data + FatLayout.EntryBytes, ParentNumber(operation->Directory));
            NoteChange(sector, Change.Early);
        }

        return status;
    }
}
