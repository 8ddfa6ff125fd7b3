// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Fat.Names;

namespace Caprock.Services.Fat;

/// <content>The way through a directory.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    /// <summary>Goes to the next entry in use that is no volume label. The end is one of the answers.</summary>
    private FatStatus NextEntry(DirectoryScan* scan)
    {
        // At most MostEntries entries: EntrySector ends there.
        while (true)
        {
            byte* data = null;
            var status = EntrySector(scan, out var sector);
            status = status == FatStatus.Done ? Load(sector, out data) : status;
            if (status != FatStatus.Done)
            {
                return status;
            }

            do
            {
                var slot = (int)(scan->Index % FatLayout.EntriesPerSector);
                var entry = data + (slot * FatLayout.EntryBytes);
                if (entry[0] == 0)
                {
                    scan->NoteEnd(sector, slot);
                    return FatStatus.EndOfDirectory;
                }

                scan->Index++;
                if (Consider(scan, entry, sector, slot))
                {
                    return FatStatus.Done;
                }
            }
            while (scan->Index % FatLayout.EntriesPerSector != 0);
        }
    }

    /// <summary>The sector of the next entry; the end of the directory when its chain ends before.</summary>
    private FatStatus EntrySector(DirectoryScan* scan, out uint sector)
    {
        sector = 0;
        var inDirectory = scan->Index / FatLayout.EntriesPerSector;
        if (scan->First == 0)
        {
            sector = Volume->RootStart + inDirectory;
            return scan->Index < Volume->RootEntries ? FatStatus.Done : FatStatus.EndOfDirectory;
        }

        if (scan->Index >= FatLayout.MostEntries)
        {
            return FatStatus.EndOfDirectory;
        }

        var wanted = inDirectory >> Volume->ClusterShift;
        while (scan->ClusterIndex < wanted)
        {
            var status = Next(scan->Cluster, out var next);
            if (status != FatStatus.Done || next == 0)
            {
                return status == FatStatus.Done ? FatStatus.EndOfDirectory : status;
            }

            scan->Cluster = next;
            scan->ClusterIndex++;
        }

        if (!Volume->IsCluster(scan->Cluster))
        {
            return FatStatus.Corrupt;
        }

        sector = Volume->SectorOf(scan->Cluster) + (inDirectory & (Volume->ClusterSectors - 1));
        return FatStatus.Done;
    }

    /// <summary>Looks at an entry; true when it is one to tell about.</summary>
    private bool Consider(DirectoryScan* scan, byte* entry, uint sector, int slot)
    {
        if (entry[0] == FatLayout.Unused)
        {
            scan->ForgetParts();
            scan->NoteFree(sector, slot);
            return false;
        }

        scan->FreeRun = 0;
        if ((entry[FatLayout.Attributes] & FatLayout.LongNameMask) == FatLayout.LongName)
        {
            TakePart(scan, entry);
            scan->Set.Add(sector, slot);
            return false;
        }

        if (((FatAttributes)entry[FatLayout.Attributes] & FatAttributes.VolumeLabel) != 0)
        {
            scan->ForgetParts();
            return false;
        }

        TakeEntry(scan, entry, sector, slot);
        return true;
    }

    private static void TakePart(DirectoryScan* scan, byte* entry)
    {
        var part = entry[0] & ~FatLayout.LastPart;
        var isStart = (entry[0] & FatLayout.LastPart) != 0;
        if (isStart)
        {
            scan->ForgetParts();
            scan->InLongName = true;
            scan->Checksum = entry[FatLayout.Checksum];
        }
        else if (!scan->InLongName || part != scan->ExpectedPart || entry[FatLayout.Checksum] != scan->Checksum)
        {
            scan->ForgetParts();
            return;
        }

        if (part is 0 or > DirectoryScan.MostUnits / FatLayout.UnitsPerPart)
        {
            scan->ForgetParts();
            return;
        }

        var start = (part - 1) * FatLayout.UnitsPerPart;
        var count = 0;
        while (count < FatLayout.UnitsPerPart)
        {
            var unit = (ushort)Words.Get16(entry + UnitOffset(count));
            if (unit == 0)
            {
                break;
            }

            scan->Units[start + count] = unit;
            count++;
        }

        scan->UnitCount = isStart ? start + count : scan->UnitCount;
        scan->ExpectedPart = (byte)(part - 1);
        scan->InLongName &= isStart || count == FatLayout.UnitsPerPart;
    }

    /// <summary>Where a part of a long name has a unit. Source: Microsoft FAT specification, August 2005, section 7.</summary>
    private static int UnitOffset(int unit) =>
        unit switch { < 5 => 1 + (unit * 2), < 11 => 14 + ((unit - 5) * 2), _ => 28 + ((unit - 11) * 2) };

    private void TakeEntry(DirectoryScan* scan, byte* entry, uint sector, int slot)
    {
        Words.Copy(scan->Short, entry, NewName.ShortBytes);
        scan->AliasCount = ShortNames.ToText(scan->Short, entry[FatLayout.CaseMarks], scan->Alias);
        var isLong = scan->InLongName && scan->ExpectedPart == 0 && scan->UnitCount is > 0 and <= FatLayout.MostNameUnits
            && ShortNames.Checksum(scan->Short) == scan->Checksum;
        if (!isLong)
        {
            scan->Set.Clear();
            scan->UnitCount = scan->AliasCount;
            for (var i = 0; i < scan->AliasCount; i++)
            {
                scan->Units[i] = scan->Alias[i];
            }
        }

        scan->Set.Add(sector, slot);
        scan->Set.Attributes = (FatAttributes)entry[FatLayout.Attributes];
        scan->Set.FirstCluster = FirstClusterOf(entry);
        scan->Set.Size = Words.Get32(entry + FatLayout.Size);
        scan->Set.Modified = Words.Get32(entry + FatLayout.Written);

        // The next entry begins a new set.
        scan->InLongName = false;
        scan->ExpectedPart = 0;
    }

    /// <summary>Whether the entry found last is the directory itself or the one above.</summary>
    private static bool IsDots(DirectoryScan* scan) =>
        scan->Short[0] == '.' && (scan->Set.Attributes & FatAttributes.Directory) != 0 && scan->Short[2] == ' '
        && scan->Short[1] is (byte)'.' or (byte)' ';

    /// <summary>
    /// Follows a path. Done when it leads to an existing directory, and what its last component names was found or not.
    /// </summary>
    private FatStatus Resolve(FatOperation* operation, byte* path, uint length)
    {
        // Each turn takes a component of the path or waits.
        while (true)
        {
            switch (operation->WalkStage)
            {
                case WalkStart:
                    operation->Directory = Root;
                    operation->Walked = 0;
                    operation->WalkStage = WalkName;
                    break;
                case WalkName:
                    var status = TakeName(operation, path, length);
                    if (status != FatStatus.Continue)
                    {
                        return status;
                    }

                    operation->Scan.Begin(operation->Directory);
                    operation->Scan.WantedEntries = operation->IsLast ? operation->New.Entries : 0;
                    operation->Scan.PreferredSector = operation->Source.EntrySector;
                    operation->WalkStage = WalkScan;
                    break;
                case WalkScan:
                    status = FindName(operation);
                    if (status != FatStatus.Continue)
                    {
                        return status;
                    }

                    break;
                default:
                    return FatStatus.Done;
            }
        }
    }

    private static FatStatus TakeName(FatOperation* operation, byte* path, uint length)
    {
        do
        {
            while (operation->Walked < length && path[operation->Walked] == (byte)'/')
            {
                operation->Walked++;
            }

            if (operation->Walked >= length)
            {
                operation->IsRoot = true;
                operation->WalkStage = WalkEnd;
                return FatStatus.Done;
            }

            operation->NameUnits = NameText.Decode(path, length, ref operation->Walked, operation->Name, DirectoryScan.MostUnits);
            if (operation->NameUnits is <= 0 or > FatLayout.MostNameUnits)
            {
                return FatStatus.InvalidName;
            }
        }
        while (NameText.IsDot(operation->Name, operation->NameUnits));

        var rest = operation->Walked;
        while (rest < length && path[rest] == (byte)'/')
        {
            rest++;
        }

        operation->IsLast = rest >= length;
        ShortNames.Prepare(&operation->New, operation->Name, operation->NameUnits);
        return FatStatus.Continue;
    }

    private FatStatus FindName(FatOperation* operation)
    {
        var scan = &operation->Scan;
        var status = NextEntry(scan);
        while (status == FatStatus.Done && !IsName(operation, scan))
        {
            ShortNames.Note(&operation->New, scan->Short);
            status = NextEntry(scan);
        }

        operation->Found = status == FatStatus.Done;
        if (status == FatStatus.EndOfDirectory && !operation->IsLast)
        {
            return FatStatus.NotFound;
        }

        if (status is not (FatStatus.Done or FatStatus.EndOfDirectory))
        {
            return status;
        }

        if (operation->Found && !operation->IsLast)
        {
            operation->WalkStage = WalkName;
            operation->Directory = scan->Set.FirstCluster;
            operation->PassedSource |= operation->Directory == operation->Source.FirstCluster;
            var isDirectory = (scan->Set.Attributes & FatAttributes.Directory) != 0;
            return !isDirectory ? FatStatus.NotDirectory : Volume->IsCluster(operation->Directory) ? FatStatus.Continue : FatStatus.Corrupt;
        }

        operation->WalkStage = WalkEnd;
        return FatStatus.Done;
    }

    private static bool IsName(FatOperation* operation, DirectoryScan* scan) => !IsDots(scan)
        && (NameText.AreSame(operation->Name, operation->NameUnits, scan->Units, scan->UnitCount)
            || NameText.AreSame(operation->Name, operation->NameUnits, scan->Alias, scan->AliasCount));
}
