// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Services.Files;

namespace Caprock.Tests.Kit.Copier;

/// <summary>
/// Copies a file again and again and compares the copy, whoever fails meanwhile, until it is told that it is over; then once more.
/// </summary>
/// <remarks>
/// When the file server says that it was started anew, the files are opened again, and what was written since the last flush is written
/// again. In its region it tells how far it is.
/// </remarks>
[Component("copier")]
[Contains<uint>("orders")]
internal partial struct Copier
{
    private const uint PieceBytes = 0x8000;
    private const uint AtOnce = 4;
    private const uint StepBytes = AtOnce * PieceBytes;
    private const uint FileBytes = 0x10_0000;
    private const uint FlushBytes = 0x4_0000;
    private const uint Place = FileClient.DataStart;
    private const uint SecondPlace = Place + StepBytes;
    private const ulong Pieces = 0;
    private const ulong Copies = 8;
    private const ulong Wrong = 16;
    private const ulong Restarts = 24;
    private const ulong Errors = 32;

    private static FileClient files;
    private static Event done;
    private static uint waiting;
    private static FileStatus worst;
    private static uint source;
    private static uint copy;
    private static uint flushed;
    private static bool isWhole;
    private static bool isLast;

    public static void Init()
    {
        files = FileClient.Attach(FileQueues, FileData, Fat);
        Work().Begin();
    }

    public static void Notified(Channel channel)
    {
        do
        {
            while (files.TryTake(out var completion))
            {
                worst = completion.Status > worst ? completion.Status : worst;
                waiting--;
                if (waiting == 0)
                {
                    done.Signal();
                }
            }

            files.Flush();
        }
        while (!files.MayWait());
    }

    private static async Activity Work()
    {
        while (true)
        {
            await Open();
            if (isWhole)
            {
                await Copy();
            }

            if (isWhole)
            {
                await Compare();
            }

            if (isWhole)
            {
                await Close();
            }

            if (!isWhole)
            {
                continue;
            }

            flushed = 0;
            Progress.At<ulong>(Copies)++;
            if (isLast)
            {
                break;
            }

            isLast = Volatile.Read(ref System.Runtime.CompilerServices.Unsafe.AsRef(in Orders)) != 0;
        }

        Tell("copier: copies "u8, Copies);
        Tell("copier: times begun again "u8, Restarts);
        Tell("copier: wrong pieces "u8, Wrong);
        DebugConsole.WriteLine("copier: done"u8);
    }

    private static async Activity Open()
    {
        files.Reconnect();
        Ask(files.TryStart(0, FileCommand.Open, "source.dat"u8));
        await done;
        source = files.Record(0).NewHandle;
        isWhole = IsDone();
        if (isWhole)
        {
            const FileModes modes = FileModes.Write | FileModes.Create;
            Ask(files.TryStart(0, FileCommand.Open, "copy.dat"u8, flushed == 0 ? modes | FileModes.Truncate : modes));
            await done;
            copy = files.Record(0).NewHandle;
            isWhole = IsDone();
        }
    }

    /// <summary>Copies what is not flushed yet.</summary>
    private static async Activity Copy()
    {
        for (var position = flushed; isWhole && position < FileBytes; position += StepBytes)
        {
            Transfer(FileCommand.Read, source, position, Place);
            await done;
            isWhole = IsDone();
            if (isWhole)
            {
                Transfer(FileCommand.Write, copy, position, Place);
                await done;
                isWhole = IsDone();
            }

            if (isWhole && (position + StepBytes) % FlushBytes == 0)
            {
                Ask(files.TryStart(0, FileCommand.Flush, 0u));
                await done;
                isWhole = IsDone();
                flushed = isWhole ? position + StepBytes : flushed;
            }

            Progress.At<ulong>(Pieces)++;
        }
    }

    private static async Activity Compare()
    {
        for (uint position = 0; isWhole && position < FileBytes; position += StepBytes)
        {
            files.Bytes(Place, 2 * StepBytes).Clear();
            Transfer(FileCommand.Read, source, position, Place);
            await done;
            isWhole = IsDone();
            if (isWhole)
            {
                Transfer(FileCommand.Read, copy, position, SecondPlace);
                await done;
                isWhole = IsDone();
            }

            if (isWhole && !files.Bytes(Place, StepBytes).SequenceEqual(files.Bytes(SecondPlace, StepBytes)))
            {
                Progress.At<ulong>(Wrong)++;
                DebugConsole.WriteLine("copier: the copy is not as the file"u8);
            }

            Progress.At<ulong>(Pieces)++;
        }
    }

    private static async Activity Close()
    {
        Ask(files.TryStart(0, FileCommand.Close, source));
        Ask(files.TryStart(1, FileCommand.Close, copy));
        await done;
        isWhole = IsDone();
    }

    private static void Ask(bool isTaken)
    {
        if (!isTaken)
        {
            Failure.Stop("the queue of commands is full"u8);
        }

        waiting++;
        worst = waiting == 1 ? FileStatus.Done : worst;
        files.Flush();
    }

    /// <summary>Whether all that was asked is done; if not, everything begins again behind the last flush.</summary>
    private static bool IsDone()
    {
        if (worst == FileStatus.Restarted)
        {
            Progress.At<ulong>(Restarts)++;
        }
        else if (worst != FileStatus.Done)
        {
            Progress.At<ulong>(Errors)++;
            DebugConsole.Write("copier: the file server says "u8);
            DebugConsole.WriteDecimal((ulong)worst);
            DebugConsole.Write("\n"u8);
        }

        return worst == FileStatus.Done;
    }

    private static void Transfer(FileCommand command, uint handle, uint position, uint place)
    {
        for (uint i = 0; i < AtOnce; i++)
        {
            Ask(files.TryStart(i, command, handle, position + (i * PieceBytes), place + (i * PieceBytes), PieceBytes));
        }
    }

    private static void Tell(ReadOnlySpan<byte> what, ulong where)
    {
        DebugConsole.Write(what);
        DebugConsole.WriteDecimal(Progress.At<ulong>(where));
        DebugConsole.Write("\n"u8);
    }
}
