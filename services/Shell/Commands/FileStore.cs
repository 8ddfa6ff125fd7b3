// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;

namespace Caprock.Services.Shell.Commands;

/// <summary>The file server, asked one thing at a time. It may be started anew, or not answer at all.</summary>
/// <remarks>
/// Each command has a number and a place for data of its own, so an answer that comes after it was given up does no harm.
/// </remarks>
internal static class FileStore
{
    /// <summary>Bytes of data of one command.</summary>
    public const uint PieceBytes = 4096;

    /// <summary>Signalled when <see cref="IsWaiting"/> ends.</summary>
    public static Event Done;

    private static FileClient client;
    private static uint current;
    private static FileStatus status;

    /// <summary>Whether there is one.</summary>
    public static bool IsThere { get; private set; }

    /// <summary>Whether an answer is waited for.</summary>
    public static bool IsWaiting { get; private set; }

    /// <summary>Whether there was no answer.</summary>
    public static bool IsLost { get; private set; }

    /// <summary>Whether it was done.</summary>
    public static bool HasSucceeded => !IsLost && status == FileStatus.Done;

    /// <summary>Whether a list was at its end.</summary>
    public static bool IsAtEnd => !IsLost && status == FileStatus.EndOfDirectory;

    /// <summary>The record of the last command.</summary>
    public static ref FileRecord Record => ref client.Record(current);

    /// <summary>The data of the last command.</summary>
    public static Span<byte> Data => client.Bytes(Place, PieceBytes);

    private static uint Place => FileClient.DataStart + (current * PieceBytes);

    /// <summary>Connects.</summary>
    public static void Attach(Region queues, Region data, Channel server)
    {
        if (data.Length < FileClient.DataStart + (FileClient.Commands * PieceBytes))
        {
            Failure.Stop("the file data of the shell needs 80 KiB"u8);
        }

        client = FileClient.Attach(queues, data, server);
        IsThere = true;
    }

    /// <summary>Opens a file.</summary>
    public static void Open(ReadOnlySpan<byte> path)
    {
        Next();
        Begin(client.TryStart(current, FileCommand.Open, path));
    }

    /// <summary>Reads a piece of an open file.</summary>
    public static void Read(uint handle, ulong offset)
    {
        Next();
        Begin(client.TryStart(current, FileCommand.Read, handle, offset, Place, PieceBytes));
    }

    /// <summary>Closes a file.</summary>
    public static void Close(uint handle)
    {
        Next();
        Begin(client.TryStart(current, FileCommand.Close, handle));
    }

    /// <summary>Lists a directory from a position on.</summary>
    public static void List(ReadOnlySpan<byte> path, ulong position)
    {
        Next();
        Begin(client.TryList(current, path, position, Place, PieceBytes));
    }

    /// <summary>Takes answers.</summary>
    public static void Take()
    {
        if (!IsThere)
        {
            return;
        }

        do
        {
            while (client.TryTake(out var completion))
            {
                if (IsWaiting && completion.Id == current)
                {
                    status = completion.Status;
                    IsWaiting = false;
                    Done.Signal();
                }
            }

            client.Flush();
        }
        while (!client.MayWait());
    }

    /// <summary>The server lives anew: what was asked of its earlier life is given up.</summary>
    public static void Reconnect()
    {
        client.Reconnect();
        Abandon();
    }

    /// <summary>Waits no longer for an answer.</summary>
    public static void Abandon()
    {
        if (IsWaiting)
        {
            IsLost = true;
            IsWaiting = false;
            Done.Signal();
        }
    }

    /// <summary>Says why something was not done.</summary>
    public static void Complain(ReadOnlySpan<byte> path)
    {
        if (IsLost)
        {
            Terminal.WriteLine("the file server does not answer"u8);
            return;
        }

        Row.Say(""u8, path, Reason(status));
    }

    private static void Next() => current = (current + 1) % FileClient.Commands;

    private static void Begin(bool isTaken)
    {
        IsLost = !isTaken;
        IsWaiting = isTaken;
        client.Flush();
    }

    private static ReadOnlySpan<byte> Reason(FileStatus problem) => problem switch
    {
        FileStatus.NotFound => ": there is no such file or directory"u8,
        FileStatus.NotDirectory => ": something of this path is no directory"u8,
        FileStatus.IsDirectory => ": this is a directory"u8,
        FileStatus.InvalidName => ": there can be no such name"u8,
        FileStatus.Corrupt => ": what is on the disk contradicts itself"u8,
        FileStatus.DeviceError => ": the disk failed"u8,
        FileStatus.NoHandle => ": too many files are open"u8,
        FileStatus.Restarted => ": the file server was started anew"u8,
        FileStatus.Unsupported => ": there is no file system"u8,
        _ => ": the file server refuses it"u8,
    };
}
