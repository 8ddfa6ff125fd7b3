// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;
using Caprock.Services.Http;
using Caprock.Services.Web.Upload;

namespace Caprock.Services.Web.Volume;

/// <content>What follows when a command of an upload has ended.</content>
/// <remarks>
/// At no time is there neither the old file nor a complete new one: a name that is taken is given up only when the new file has a name
/// under which the next start finds it (<see cref="UploadName.NewEnding"/>) and finishes the work.
/// </remarks>
public unsafe partial struct SiteVolume
{
    private void FinishUpload(int number, FileStatus status)
    {
        var upload = uploads + number;
        if (status == FileStatus.Restarted)
        {
            // What was not answered is not promised. The next start of this component, or the next upload, removes the part.
            client.Reconnect();
            Answer(upload, HttpStatus.ServiceUnavailable);
            return;
        }

        switch (upload->Step)
        {
            case UploadStep.Opening:
                FinishOpening(upload, status);
                break;
            case UploadStep.Writing:
                FinishWriting(upload, status);
                break;
            case UploadStep.Removing:
                FinishRemoving(upload, status);
                break;
            case UploadStep.ClosingPart:
                RemovePart(upload);
                break;
            case UploadStep.RemovingPart:
                Answer(upload, upload->Answer);
                break;
            default:
                FinishNaming(upload, status);
                break;
        }
    }

    private void FinishOpening(Upload* upload, FileStatus status)
    {
        if (status != FileStatus.Done)
        {
            Answer(upload, AnswerTo(status));
            return;
        }

        upload->Handle = client.Record(FirstUpload + NumberOf(upload)).NewHandle;
        GoOn(upload);
    }

    private void FinishWriting(Upload* upload, FileStatus status)
    {
        var written = client.Record(FirstUpload + NumberOf(upload)).Transferred;
        if (status != FileStatus.Done || written != upload->Fill)
        {
            Fail(upload, status == FileStatus.Done ? HttpStatus.InsufficientStorage : AnswerTo(status));
            return;
        }

        upload->Offset += upload->Fill;
        upload->Fill = 0;
        GoOn(upload);
    }

    /// <summary>More content may come, if there is still somebody to send it.</summary>
    private void GoOn(Upload* upload)
    {
        upload->Step = UploadStep.Filling;
        if (upload->IsAbandoned)
        {
            Fail(upload, HttpStatus.BadRequest);
            return;
        }

        waiters.WakePlace(upload->Place);
    }

    private void FinishRemoving(Upload* upload, FileStatus status)
    {
        if (TryRepeat(upload, status))
        {
            Start(upload, FileCommand.Remove, default);
            return;
        }

        if (status != FileStatus.Done)
        {
            Answer(upload, AnswerTo(status));
            return;
        }

        upload->IsReplacement = true;
        upload->Step = UploadStep.FlushingNames;
        Start(upload, FileCommand.Flush);
    }

    /// <summary>The steps from a complete part to a file in its place.</summary>
    private void FinishNaming(Upload* upload, FileStatus status)
    {
        var isOldGone = upload->Step == UploadStep.RemovingOld && status == FileStatus.NotFound;
        if (TryRepeat(upload, status))
        {
            Begin(upload, upload->Step);
        }
        else if (upload->Step == UploadStep.Naming && status == FileStatus.Exists)
        {
            upload->IsReplacement = true;
            Begin(upload, UploadStep.NamingAside);
        }
        else if (status != FileStatus.Done && !isOldGone)
        {
            upload->Answer = AnswerTo(status);
            RemovePart(upload);
        }
        else if (upload->Step == UploadStep.FlushingNames)
        {
            ForgetUploaded(upload);
            Answer(upload, upload->IsReplacement ? HttpStatus.NoContent : HttpStatus.Created);
        }
        else
        {
            Begin(upload, upload->Step switch
            {
                UploadStep.Closing => UploadStep.Flushing,
                UploadStep.Flushing => UploadStep.Naming,
                UploadStep.NamingAside => UploadStep.RemovingOld,
                UploadStep.RemovingOld => UploadStep.Replacing,
                _ => UploadStep.FlushingNames,
            });
        }
    }

    private void Begin(Upload* upload, UploadStep step)
    {
        upload->Step = step;
        switch (step)
        {
            case UploadStep.Naming:
                Rename(upload, true, default);
                break;
            case UploadStep.NamingAside:
                Rename(upload, true, UploadName.NewEnding);
                break;
            case UploadStep.RemovingOld:
                Start(upload, FileCommand.Remove, default);
                break;
            case UploadStep.Replacing:
                Rename(upload, false, default);
                break;
            default:
                Start(upload, FileCommand.Flush);
                break;
        }
    }

    /// <summary>Whether a file was in the way only because it is being read, which ends soon.</summary>
    private static bool TryRepeat(Upload* upload, FileStatus status)
    {
        if (status != FileStatus.InUse || upload->Repeats == MostRepeats)
        {
            return false;
        }

        upload->Repeats++;
        return true;
    }

    private void ForgetUploaded(Upload* upload)
    {
        path.SetName(new ReadOnlySpan<byte>(upload->Name, upload->NameLength), default);
        Forget(path.Bytes);
        listState = ListState.None;
    }

    private void Fail(Upload* upload, HttpStatus answer)
    {
        upload->Answer = answer;
        if (upload->Step == UploadStep.Preparing)
        {
            Answer(upload, answer);
            return;
        }

        upload->Step = UploadStep.ClosingPart;
        Start(upload, FileCommand.Close);
    }

    private void RemovePart(Upload* upload)
    {
        upload->Step = UploadStep.RemovingPart;
        path.SetPart(NumberOf(upload));
        Require(client.TryStart(FirstUpload + NumberOf(upload), FileCommand.Remove, path.Bytes));
    }

    private void Answer(Upload* upload, HttpStatus answer)
    {
        upload->Answer = answer;
        upload->Step = upload->IsAbandoned ? UploadStep.Free : UploadStep.Over;
        if (!upload->IsAbandoned)
        {
            waiters.WakePlace(upload->Place);
        }
    }

    private static HttpStatus AnswerTo(FileStatus status) => status switch
    {
        FileStatus.NotFound => HttpStatus.NotFound,
        FileStatus.NoSpace => HttpStatus.InsufficientStorage,
        FileStatus.InvalidName or FileStatus.InvalidArgument => HttpStatus.BadRequest,
        FileStatus.IsDirectory or FileStatus.NotDirectory or FileStatus.Exists or FileStatus.InUse => HttpStatus.Conflict,
        _ => HttpStatus.ServiceUnavailable,
    };
}
