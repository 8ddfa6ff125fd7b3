// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;

namespace Caprock.Services.Web.Volume;

/// <content>What is known of files, and which blocks of them are in the cache.</content>
public unsafe partial struct SiteVolume
{
    /// <summary>Gives up what is known of a file, and its blocks: it has changed.</summary>
    public void Forget(scoped ReadOnlySpan<byte> path)
    {
        changes++;
        var file = FindKnown(path);
        if (file >= 0)
        {
            Forget(file);
            waiters.Wake(Waiters.ForFile(file), int.MaxValue);
        }
    }

    private void Forget(int file)
    {
        var known = files + file;
        known->State = FileState.Unknown;
        known->Generation++;
        known->Load = None;
        for (var next = known->FirstBlock; next != None;)
        {
            var block = blocks + next;
            next = block->Next;
            block->State = block->Lent != 0 || block->State == BlockState.Loading ? BlockState.Orphan : BlockState.Free;
        }

        known->FirstBlock = None;
    }

    private static uint BucketOf(scoped ReadOnlySpan<byte> path)
    {
        var hash = 2_166_136_261u;
        for (var i = 0; i < path.Length; i++)
        {
            hash = (hash ^ path[i]) * 16_777_619;
        }

        return (hash ^ (hash >> 16)) % Buckets;
    }

    private readonly ReadOnlySpan<byte> PathOf(int file) => new((files + file)->Path, (files + file)->PathLength);

    private readonly int FindKnown(scoped ReadOnlySpan<byte> path)
    {
        for (var next = buckets[BucketOf(path)]; next != None; next = (files + next)->Next)
        {
            if (PathOf(next).SequenceEqual(path))
            {
                return next;
            }
        }

        return -1;
    }

    /// <summary>Has the file server asked, unless it is being asked already.</summary>
    private FileState Ask(scoped ReadOnlySpan<byte> path, int place, ref int file)
    {
        if (file >= 0 && (files + file)->Load != None)
        {
            waiters.Add(place, Waiters.ForFile(file));
            return FileState.Asking;
        }

        var load = FindFreeLoad();
        if (load < 0)
        {
            waiters.Add(place, Waiters.Anything);
            return FileState.Asking;
        }

        if (path.Length > VolumeFile.MostPathBytes)
        {
            return FileState.Absent;
        }

        file = file >= 0 ? file : TakeFile(path);
        if (file < 0)
        {
            waiters.Add(place, Waiters.Anything);
            return FileState.Asking;
        }

        (files + file)->State = FileState.Asking;
        BeginLoad(load, file);
        waiters.Add(place, Waiters.ForFile(file));
        return FileState.Asking;
    }

    /// <summary>Takes the place of a file that is not there, or else of the one that was longest not asked for.</summary>
    private int TakeFile(scoped ReadOnlySpan<byte> path)
    {
        var found = -1;
        for (var i = 0; i < Files; i++)
        {
            var known = files + i;
            if (known->Load == None && (found < 0 || IsBetter(known, files + found)))
            {
                found = i;
            }
        }

        if (found < 0)
        {
            return found;
        }

        Forget(found);
        Unlink(found);
        var taken = files + found;
        path.CopyTo(new Span<byte>(taken->Path, VolumeFile.MostPathBytes));
        taken->PathLength = (ushort)path.Length;
        taken->LastUse = ++clock;
        var bucket = BucketOf(path);
        taken->Next = buckets[bucket];
        buckets[bucket] = (ushort)found;
        return found;
    }

    private readonly bool IsBetter(VolumeFile* one, VolumeFile* other)
    {
        var isGone = one->State != FileState.Present;
        var isOtherGone = other->State != FileState.Present;
        return isGone != isOtherGone ? isGone : clock - one->LastUse > clock - other->LastUse;
    }

    private readonly void Unlink(int file)
    {
        var bucket = buckets + BucketOf(PathOf(file));
        while (*bucket != None)
        {
            if (*bucket == file)
            {
                *bucket = (files + file)->Next;
                return;
            }

            bucket = &(files + *bucket)->Next;
        }
    }

    private readonly ushort FindBlock(VolumeFile* known, uint number)
    {
        var next = known->FirstBlock;
        while (next != None && (blocks + next)->Number != number)
        {
            next = (blocks + next)->Next;
        }

        return next;
    }

    /// <summary>Has a block read, and those behind it. Zero: the request waits.</summary>
    private int AwaitBlock(int file, uint number, ushort found, int place)
    {
        var known = files + file;
        var count = found == None ? ReadAhead : 0;
        for (uint i = 0; i < count && ((ulong)(number + i) * BlockBytes) < known->Size; i++)
        {
            if (FindBlock(known, number + i) == None && !TryWant(file, number + i))
            {
                break;
            }
        }

        var load = known->Load == None ? FindFreeLoad() : known->Load;
        if (load < 0 || FindBlock(known, number) == None)
        {
            waiters.Add(place, Waiters.Anything);
            return 0;
        }

        if (known->Load == None)
        {
            BeginLoad(load, file);
        }

        waiters.Add(place, Waiters.ForFile(file));
        return 0;
    }

    private bool TryWant(int file, uint number)
    {
        var found = -1;
        for (var i = 0; i < blockCount; i++)
        {
            var block = blocks + i;
            if (block->State == BlockState.Free)
            {
                found = i;
                break;
            }

            var isIdle = block->State == BlockState.Wanted && (files + block->File)->Load == None;
            if (((block->State == BlockState.Ready && block->Lent == 0) || isIdle) && block->File != file
                && (found < 0 || clock - block->LastUse > clock - (blocks + found)->LastUse))
            {
                found = i;
            }
        }

        if (found < 0 && !TryFindOwn(file, number, out found))
        {
            return false;
        }

        Drop(found);
        var taken = blocks + found;
        taken->State = BlockState.Wanted;
        taken->File = (ushort)file;
        taken->Number = number;
        taken->LastUse = ++clock;
        taken->Next = (files + file)->FirstBlock;
        (files + file)->FirstBlock = (ushort)found;
        return true;
    }

    /// <summary>When all blocks are those of one file, or lent: the oldest of its own, except those just asked for.</summary>
    private readonly bool TryFindOwn(int file, uint number, out int found)
    {
        found = -1;
        for (var next = (files + file)->FirstBlock; next != None; next = (blocks + next)->Next)
        {
            var block = blocks + next;
            var isFar = block->Number + ReadAhead < number || block->Number > number + ReadAhead;
            if (block->State == BlockState.Ready && block->Lent == 0 && isFar
                && (found < 0 || clock - block->LastUse > clock - (blocks + found)->LastUse))
            {
                found = next;
            }
        }

        return found >= 0;
    }

    /// <summary>Takes a block away from its file.</summary>
    private readonly void Drop(int block)
    {
        if ((blocks + block)->State == BlockState.Free)
        {
            return;
        }

        var link = &(files + (blocks + block)->File)->FirstBlock;
        while (*link != None && *link != block)
        {
            link = &(blocks + *link)->Next;
        }

        if (*link == block)
        {
            *link = (blocks + block)->Next;
        }

        (blocks + block)->State = BlockState.Free;
    }
}
