// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Services.Files;
using Caprock.Services.Http;
using Caprock.Services.Web.Upload;

namespace Caprock.Services.Web.Volume;

/// <content>Uploads: content goes into a part, which takes its place when it is complete and durable.</content>
public unsafe partial struct SiteVolume
{
    /// <summary>Uploads at once.</summary>
    public const int Uploads = 4;

    private const uint FirstUpload = 8;
    private const uint ListCommand = FirstUpload + Uploads;
    private const uint RecoveryCommand = ListCommand + 1;
    private const uint PieceBytes = 32768;
    private const uint UploadStart = FileClient.DataStart;
    private const uint ListStart = UploadStart + (Uploads * PieceBytes);
    private const uint ListBytes = 16384;
    private const uint RecoveryStart = ListStart + ListBytes;
    private const uint CacheStart = RecoveryStart + ListBytes;
    private const ushort MostRepeats = 10_000;

    /// <summary>The folder of uploaded files, with a slash at its end.</summary>
    public static ReadOnlySpan<byte> UploadFolder => "files/"u8;

    /// <summary>
    /// Begins to take a file as the content of a request; false when too many are being uploaded, or the volume cannot be written.
    /// </summary>
    public bool TryBeginUpload(int place, scoped ReadOnlySpan<byte> name)
    {
        if (!TryTakeUpload(place, out var upload))
        {
            return false;
        }

        SetName(upload, name);
        Begin(upload);
        return true;
    }

    /// <summary>
    /// Begins to take a file in a form of this media type; false when too many are being uploaded, or the volume cannot be written.
    /// </summary>
    public bool TryBeginForm(int place, scoped ReadOnlySpan<byte> contentType)
    {
        if (!TryTakeUpload(place, out var upload))
        {
            return false;
        }

        upload->IsForm = true;
        upload->Step = UploadStep.Preparing;
        if (!upload->Form.TryStart(contentType))
        {
            Answer(upload, HttpStatus.UnsupportedMediaType);
        }

        return true;
    }

    /// <summary>Begins to remove a file; false when too much is being done, or the volume cannot be written.</summary>
    public bool TryBeginRemoval(int place, scoped ReadOnlySpan<byte> name)
    {
        if (!TryTakeUpload(place, out var upload))
        {
            return false;
        }

        SetName(upload, name);
        upload->IsRemoval = true;
        Begin(upload);
        return true;
    }

    /// <summary>Whether the file of a request comes in a form.</summary>
    public readonly bool IsForm(int place)
    {
        var upload = UploadOf(place);
        return upload != null && upload->IsForm;
    }

    /// <summary>Takes content, as <see cref="ISite{TSelf}.Receive"/> gives it.</summary>
    public int Receive(int place, ReadOnlySpan<byte> content, bool isEnd)
    {
        var upload = UploadOf(place);
        if (upload == null || upload->Step == UploadStep.Over)
        {
            return -1;
        }

        return upload->IsForm ? ReceiveForm(upload, content, isEnd) : TakePiece(upload, content);
    }

    /// <summary>What came of it; undecided while it is under way.</summary>
    public HttpStatus Complete(int place)
    {
        var upload = UploadOf(place);
        if (upload == null)
        {
            return HttpStatus.InternalServerError;
        }

        switch (upload->Step)
        {
            case UploadStep.Preparing:
                Answer(upload, HttpStatus.BadRequest);
                break;
            case UploadStep.Filling when upload->Fill != 0:
                WritePiece(upload);
                return HttpStatus.Undecided;
            case UploadStep.Filling:
                upload->Step = UploadStep.Closing;
                Start(upload, FileCommand.Close);
                return HttpStatus.Undecided;
        }

        if (upload->Step != UploadStep.Over)
        {
            return HttpStatus.Undecided;
        }

        upload->Step = UploadStep.Free;
        return upload->Answer;
    }

    /// <summary>Nobody waits for the answer any more. What was complete is still put in its place.</summary>
    public void Abandon(int place)
    {
        var upload = UploadOf(place);
        if (upload == null)
        {
            return;
        }

        upload->IsAbandoned = true;
        if (upload->Step is UploadStep.Preparing or UploadStep.Waiting or UploadStep.Over)
        {
            upload->Step = UploadStep.Free;
        }
        else if (upload->Step == UploadStep.Filling)
        {
            Fail(upload, HttpStatus.BadRequest);
        }
    }

    private bool TryTakeUpload(int place, out Upload* upload)
    {
        upload = null;
        for (var i = 0; i < Uploads && !isBroken; i++)
        {
            if ((uploads + i)->Step == UploadStep.Free)
            {
                upload = uploads + i;
                upload->Place = (ushort)place;
                upload->IsForm = false;
                upload->IsRemoval = false;
                upload->IsAbandoned = false;
                upload->IsReplacement = false;
                upload->Repeats = 0;
                upload->Offset = 0;
                upload->Fill = 0;
                upload->NameLength = 0;
                return true;
            }
        }

        return false;
    }

    private readonly Upload* UploadOf(int place)
    {
        for (var i = 0; i < Uploads; i++)
        {
            var upload = uploads + i;
            if (upload->Step != UploadStep.Free && !upload->IsAbandoned && upload->Place == place)
            {
                return upload;
            }
        }

        return null;
    }

    private static void SetName(Upload* upload, scoped ReadOnlySpan<byte> name)
    {
        name.CopyTo(new Span<byte>(upload->Name, UploadName.MostBytes));
        upload->NameLength = (byte)name.Length;
    }

    private int ReceiveForm(Upload* upload, ReadOnlySpan<byte> content, bool isEnd)
    {
        var taken = 0;
        while (upload->Step is UploadStep.Preparing or UploadStep.Filling)
        {
            switch (upload->Form.Read(content[taken..], isEnd, out var length, out var name))
            {
                case MultipartPart.Skipped:
                case MultipartPart.FileEnds:
                    taken += length;
                    break;
                case MultipartPart.FileBegins when upload->Step == UploadStep.Preparing && UploadName.IsGood(name):
                    SetName(upload, name);
                    Begin(upload);
                    return taken + length;
                case MultipartPart.FileBytes:
                    var count = TakePiece(upload, content.Slice(taken, length));
                    if (count == 0)
                    {
                        return taken;
                    }

                    taken += count;
                    break;
                case MultipartPart.End:
                    return content.Length;
                case MultipartPart.More:
                    return taken;
                default:
                    Fail(upload, HttpStatus.BadRequest);
                    return upload->Step == UploadStep.Over ? -1 : taken;
            }
        }

        return taken;
    }

    private int TakePiece(Upload* upload, ReadOnlySpan<byte> content)
    {
        if (upload->Step != UploadStep.Filling)
        {
            return 0;
        }

        var count = (int)Math.Min((uint)content.Length, PieceBytes - upload->Fill);
        content[..count].CopyTo(client.Bytes(PieceOf(upload) + upload->Fill, (uint)count));
        upload->Fill += (uint)count;
        if (upload->Fill == PieceBytes)
        {
            WritePiece(upload);
        }

        return count;
    }

    private readonly uint NumberOf(Upload* upload) => (uint)(upload - uploads);

    private readonly uint PieceOf(Upload* upload) => UploadStart + (NumberOf(upload) * PieceBytes);

    /// <summary>Begins with the file, as soon as it can.</summary>
    private void Begin(Upload* upload)
    {
        if (!isRecovered)
        {
            upload->Step = UploadStep.Waiting;
            return;
        }

        if (upload->IsRemoval)
        {
            upload->Step = UploadStep.Removing;
            Start(upload, FileCommand.Remove, default);
            return;
        }

        upload->Step = UploadStep.Opening;
        path.SetPart(NumberOf(upload));
        Require(client.TryStart(
            FirstUpload + NumberOf(upload), FileCommand.Open, path.Bytes, FileModes.Write | FileModes.Create | FileModes.Truncate));
    }

    private void WritePiece(Upload* upload)
    {
        upload->Step = UploadStep.Writing;
        Require(client.TryStart(
            FirstUpload + NumberOf(upload), FileCommand.Write, upload->Handle, upload->Offset, PieceOf(upload), upload->Fill));
    }

    /// <summary>Closes the part, or makes everything durable.</summary>
    private void Start(Upload* upload, FileCommand command) =>
        Require(client.TryStart(FirstUpload + NumberOf(upload), command, upload->Handle));

    /// <summary>Removes the file of this name, with an ending.</summary>
    private void Start(Upload* upload, FileCommand command, ReadOnlySpan<byte> ending)
    {
        path.SetName(new ReadOnlySpan<byte>(upload->Name, upload->NameLength), ending);
        Require(client.TryStart(FirstUpload + NumberOf(upload), command, path.Bytes));
    }

    private void Rename(Upload* upload, bool isFromPart, ReadOnlySpan<byte> ending)
    {
        var name = new ReadOnlySpan<byte>(upload->Name, upload->NameLength);
        path.SetName(name, UploadName.NewEnding);
        if (isFromPart)
        {
            path.SetPart(NumberOf(upload));
        }

        newPath.SetName(name, ending);
        Require(client.TryRename(FirstUpload + NumberOf(upload), path.Bytes, newPath.Bytes));
    }
}
