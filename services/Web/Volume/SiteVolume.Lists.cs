// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Services.Files;
using Caprock.Services.Http;
using Caprock.Services.Web.Upload;

namespace Caprock.Services.Web.Volume;

/// <content>Lists of the uploaded files, and what an earlier life or a power failure has left of uploads.</content>
public unsafe partial struct SiteVolume
{
    /// <summary>
    /// A part of the list of uploaded files, from a position on; false while it is asked for, and the request at the place waits.
    /// </summary>
    /// <param name="place">The request.</param>
    /// <param name="position">Zero, or where the part before has ended.</param>
    /// <param name="entries">Entries with their names, as the protocol of file servers has them.</param>
    /// <param name="next">Where the next part begins; zero behind the last.</param>
    public bool TryList(int place, ulong position, out Span<byte> entries, out ulong next)
    {
        entries = default;
        next = 0;
        if (listState == ListState.Ready && listPosition == position && now - listMicroseconds < Forgotten)
        {
            entries = client.Bytes(ListStart, listLength);
            next = isListEnd ? 0 : listNext;
            return true;
        }

        if (isBroken)
        {
            return true;
        }

        waiters.Add(place, Waiters.List);
        if (listState != ListState.Asking && isRecovered)
        {
            listState = ListState.Asking;
            listPosition = position;
            Require(client.TryList(ListCommand, UploadFolder[..^1], position, ListStart, ListBytes));
        }

        return false;
    }

    private void FinishOther(uint id, FileStatus status)
    {
        if (status == FileStatus.Restarted)
        {
            client.Reconnect();
        }

        if (id == RecoveryCommand)
        {
            FinishRecovery(status);
            return;
        }

        // A list that became old while it was made is made again for who asks next.
        var isWanted = listState == ListState.Asking;
        listState = isWanted && status != FileStatus.Restarted ? ListState.Ready : ListState.None;
        listLength = status == FileStatus.Done ? client.Record(ListCommand).Transferred : 0;
        listNext = client.Record(ListCommand).Value;
        isListEnd = status != FileStatus.Done;
        listMicroseconds = now;
        waiters.Wake(Waiters.List, int.MaxValue);
    }

    private void BeginRecovery()
    {
        isRecovered = false;
        isCleaning = false;
        Require(client.TryStart(RecoveryCommand, FileCommand.MakeDirectory, UploadFolder[..^1]));
    }

    private void FinishRecovery(FileStatus status)
    {
        if (status == FileStatus.Restarted)
        {
            BeginRecovery();
            return;
        }

        if (isCleaning)
        {
            CleanOn(status);
            return;
        }

        ref var record = ref client.Record(RecoveryCommand);
        if (record.Command == FileCommand.MakeDirectory && status is FileStatus.Done or FileStatus.Exists)
        {
            ListLeftovers(0);
        }
        else if (record.Command == FileCommand.List && status == FileStatus.Done)
        {
            LookThrough(record.Transferred, record.Value);
        }
        else if (record.Command == FileCommand.List && status == FileStatus.EndOfDirectory)
        {
            Require(client.TryStart(RecoveryCommand, FileCommand.Flush, 0u));
        }
        else if (record.Command == FileCommand.Flush && status == FileStatus.Done)
        {
            isRecovered = true;
            EndRecovery();
        }
        else
        {
            Break();
        }
    }

    private void ListLeftovers(ulong position) =>
        Require(client.TryList(RecoveryCommand, UploadFolder[..^1], position, RecoveryStart, ListBytes));

    /// <summary>Looks for the first leftover; the list is begun anew after each.</summary>
    private void LookThrough(uint length, ulong next)
    {
        var rest = client.Bytes(RecoveryStart, length);
        while (FileEntries.TryTake(ref rest, out var entry, out var name))
        {
            if ((entry.Attributes & FileListEntry.Directory) != 0)
            {
                continue;
            }

            if (name.EndsWith(UploadName.PartEnding))
            {
                Clean(name, default, FileCommand.Remove);
                return;
            }

            if (name.EndsWith(UploadName.NewEnding) && name.Length - UploadName.NewEnding.Length <= UploadName.MostBytes)
            {
                Clean(name[..^UploadName.NewEnding.Length], UploadName.NewEnding, FileCommand.Remove);
                return;
            }
        }

        ListLeftovers(next);
    }

    /// <summary>Removes a part; or removes an old file whose replacement is complete, which then gets the name.</summary>
    private void Clean(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ending, FileCommand command)
    {
        isCleaning = true;
        leftover.SetName(name, ending);
        path.SetName(name, default);
        Require(client.TryStart(RecoveryCommand, command, path.Bytes));
    }

    private void CleanOn(FileStatus status)
    {
        ref var record = ref client.Record(RecoveryCommand);
        var name = leftover.Bytes;
        if (record.Command == FileCommand.Remove && name.EndsWith(UploadName.NewEnding) && status is FileStatus.Done or FileStatus.NotFound)
        {
            Require(client.TryRename(RecoveryCommand, name, name[..^UploadName.NewEnding.Length]));
            return;
        }

        isCleaning = false;
        if (status is FileStatus.Done or FileStatus.NotFound)
        {
            ListLeftovers(0);
            return;
        }

        Break();
    }

    private void Break()
    {
        DebugConsole.WriteLine("site: the volume cannot be written, so nothing can be uploaded"u8);
        isBroken = true;
        EndRecovery();
    }

    /// <summary>Uploads that have waited go on.</summary>
    private void EndRecovery()
    {
        for (var i = 0; i < Uploads; i++)
        {
            var upload = uploads + i;
            if (upload->Step == UploadStep.Waiting && isRecovered)
            {
                Begin(upload);
            }
            else if (upload->Step == UploadStep.Waiting)
            {
                Answer(upload, HttpStatus.ServiceUnavailable);
            }
        }

        waiters.Wake(Waiters.List, int.MaxValue);
    }
}
