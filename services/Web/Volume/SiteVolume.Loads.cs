// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Services.Files;

namespace Caprock.Services.Web.Volume;

/// <content>Reading: each load has a command of its own.</content>
public unsafe partial struct SiteVolume
{
    private readonly int FindFreeLoad()
    {
        for (var i = 0; i < FirstUpload; i++)
        {
            if ((loads + i)->Step == LoadStep.Free)
            {
                return i;
            }
        }

        return -1;
    }

    private void BeginLoad(int load, int file)
    {
        (files + file)->Load = (ushort)load;
        (loads + load)->File = (ushort)file;
        (loads + load)->Generation = (files + file)->Generation;
        Open(load);
    }

    private void Open(int load)
    {
        (loads + load)->Step = LoadStep.Open;
        Require(client.TryStart((uint)load, FileCommand.Open, PathOf((loads + load)->File)));
    }

    /// <summary>There is a command for each number, and room for all of them in the queue.</summary>
    private static void Require(bool isTaken)
    {
        if (!isTaken)
        {
            Failure.Stop("the file server's queue is full"u8);
        }
    }

    private void FinishLoad(uint id, FileStatus status)
    {
        var load = loads + id;
        var known = files + load->File;
        var isCurrent = known->Generation == load->Generation;
        if (status == FileStatus.Restarted)
        {
            client.Reconnect();
            BeginAgain((int)id, isCurrent);
            return;
        }

        switch (load->Step)
        {
            case LoadStep.Open when status == FileStatus.Done:
                load->Handle = client.Record(id).NewHandle;
                load->Step = LoadStep.Stat;
                Require(client.TryStart(id, FileCommand.StatHandle, load->Handle));
                break;
            case LoadStep.Open:
                if (isCurrent)
                {
                    Lose(load->File, IsMissing(status) ? FileState.Absent : FileState.Failed);
                }

                End((int)id);
                break;
            case LoadStep.Stat:
                if (isCurrent)
                {
                    Learn(load, status, ref client.Record(id));
                }

                ReadOn(id);
                break;
            case LoadStep.Read:
                FinishRead(id, status, isCurrent);
                ReadOn(id);
                break;
            default:
                End((int)id);
                break;
        }
    }

    private static bool IsMissing(FileStatus status) => status is FileStatus.NotFound or FileStatus.NotDirectory or FileStatus.IsDirectory
        or FileStatus.InvalidName or FileStatus.InvalidArgument;

    /// <summary>The file server was started anew.</summary>
    private void BeginAgain(int load, bool isCurrent)
    {
        if ((loads + load)->Step == LoadStep.Read)
        {
            var block = blocks + (loads + load)->Block;
            block->State = !isCurrent ? BlockState.Free : BlockState.Wanted;
        }

        if (isCurrent && (loads + load)->Step != LoadStep.Close)
        {
            Open(load);
            return;
        }

        End(load);
    }

    /// <summary>What was known of a file, or hoped, is over.</summary>
    private void Lose(int file, FileState state)
    {
        Forget(file);
        (files + file)->State = state;
        (files + file)->AskedMicroseconds = now;
        waiters.Wake(Waiters.ForFile(file), int.MaxValue);
    }

    private void Learn(Load* load, FileStatus status, ref FileRecord record)
    {
        var file = load->File;
        var known = files + file;
        if (status != FileStatus.Done || record.Value > int.MaxValue)
        {
            Lose(file, FileState.Failed);
            return;
        }

        if (known->State == FileState.Present)
        {
            if (known->Size != record.Value || known->Modified != record.Modified)
            {
                // Somebody else has changed it; who was being sent the old one is cut off.
                Forget(file);
                waiters.Wake(Waiters.ForFile(file), int.MaxValue);
            }

            return;
        }

        known->State = FileState.Present;
        known->Size = (uint)record.Value;
        known->Modified = record.Modified;
        known->ModifiedSeconds = FileTime.ToSeconds(record.Modified);
        WriteTag(known);
        waiters.Wake(Waiters.ForFile(file), int.MaxValue);
    }

    private readonly void WriteTag(VolumeFile* known)
    {
        var tag = known->Tag;
        tag[0] = (byte)'"';
        WriteHex(tag + 1, known->Modified, 8);
        WriteHex(tag + 9, known->Size, 8);
        WriteHex(tag + 17, changes, 5);
        tag[22] = (byte)'"';
    }

    private static void WriteHex(byte* text, uint value, int digits)
    {
        for (var i = 0; i < digits; i++)
        {
            text[i] = "0123456789abcdef"u8[(int)(value >> (4 * (digits - 1 - i)) & 0xf)];
        }
    }

    /// <summary>Reads the next block that is wanted, or closes the file.</summary>
    private void ReadOn(uint id)
    {
        var load = loads + id;
        var known = files + load->File;
        var next = known->Generation == load->Generation ? known->FirstBlock : None;
        var best = None;
        for (; next != None; next = (blocks + next)->Next)
        {
            if ((blocks + next)->State == BlockState.Wanted && (best == None || (blocks + next)->Number < (blocks + best)->Number))
            {
                best = next;
            }
        }

        if (best == None)
        {
            load->Step = LoadStep.Close;
            if (known->Generation == load->Generation)
            {
                known->Load = None;
            }

            Require(client.TryStart(id, FileCommand.Close, load->Handle));
            return;
        }

        var block = blocks + best;
        var offset = (ulong)block->Number * BlockBytes;
        block->State = BlockState.Loading;
        block->Length = (uint)Math.Min(known->Size - offset, BlockBytes);
        load->Block = best;
        load->Step = LoadStep.Read;
        Require(client.TryStart(id, FileCommand.Read, load->Handle, offset, PlaceOf(best), block->Length));
    }

    private void FinishRead(uint id, FileStatus status, bool isCurrent)
    {
        var load = loads + id;
        var block = blocks + load->Block;
        if (!isCurrent)
        {
            block->State = BlockState.Free;
            return;
        }

        if (status != FileStatus.Done || client.Record(id).Transferred != block->Length)
        {
            Lose(load->File, FileState.Failed);
            block->State = BlockState.Free;
            return;
        }

        block->State = BlockState.Ready;
        block->LastUse = ++clock;
        waiters.Wake(Waiters.ForFile(load->File), int.MaxValue);
    }

    private void End(int load)
    {
        var known = files + (loads + load)->File;
        if (known->Generation == (loads + load)->Generation && known->Load == load)
        {
            known->Load = None;
        }

        (loads + load)->Step = LoadStep.Free;
        waiters.Wake(Waiters.Anything, AtOnce);
    }
}
