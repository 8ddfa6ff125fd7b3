// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;

namespace Caprock.Examples.Files;

/// <summary>Counts in a file how often the system was started, writes a large file and reads it back, and lists the directory.</summary>
[Component("client")]
internal partial struct Client
{
    private const uint Place = FileClient.DataStart;
    private const uint PieceBytes = 0x1_0000;
    private const uint Pieces = 16;
    private const uint AtOnce = 4;
    private const uint ListBytes = 0x1000;

    private static FileClient files;
    private static Event done;
    private static uint waiting;
    private static FileStatus worst;

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
        Ask(files.TryStart(0, FileCommand.Open, "boots.txt"u8, FileModes.Write | FileModes.Create));
        await done;
        var handle = files.Record(0).NewHandle;
        var size = files.Record(0).Value;
        Require("open"u8);
        files.Bytes(Place, 1)[0] = (byte)'*';
        Ask(files.TryStart(0, FileCommand.Write, handle, size, Place, 1));
        await done;
        Require("write"u8);
        Ask(files.TryStart(0, FileCommand.Close, handle));
        await done;
        Require("close"u8);
        DebugConsole.Write("client: boot "u8);
        DebugConsole.WriteDecimal(size + 1);
        DebugConsole.Write("\n"u8);

        Ask(files.TryStart(0, FileCommand.MakeDirectory, "A directory"u8));
        await done;
        worst = worst == FileStatus.Exists ? FileStatus.Done : worst;
        Require("make a directory"u8);
        const FileModes anew = FileModes.Write | FileModes.Create | FileModes.Truncate;
        Ask(files.TryStart(0, FileCommand.Open, "A directory/One large file.data"u8, anew));
        await done;
        Require("open"u8);
        handle = files.Record(0).NewHandle;
        for (uint piece = 0; piece < Pieces; piece += AtOnce)
        {
            Fill(piece);
            Transfer(FileCommand.Write, handle, piece);
            await done;
            Require("write"u8);
        }

        Ask(files.TryStart(0, FileCommand.Flush, 0u));
        await done;
        Require("flush"u8);
        DebugConsole.WriteLine("client: 1 MiB is written"u8);
        for (uint piece = 0; piece < Pieces; piece += AtOnce)
        {
            files.Bytes(Place, AtOnce * PieceBytes).Clear();
            Transfer(FileCommand.Read, handle, piece);
            await done;
            Require("read"u8);
            Compare(piece);
        }

        DebugConsole.WriteLine("client: 1 MiB is read, and as it was written"u8);
        Ask(files.TryStart(0, FileCommand.Close, handle));
        await done;
        Require("close"u8);
        Ask(files.TryList(0, "/"u8, 0, Place, ListBytes));
        await done;
        Require("list"u8);
        Show(files.Record(0).Transferred);
        DebugConsole.WriteLine("client: done"u8);
    }

    private static void Ask(bool isTaken)
    {
        if (!isTaken)
        {
            Failure.Stop("the queue of commands is full"u8);
        }

        waiting++;
        worst = FileStatus.Done;
        files.Flush();
    }

    private static void Require(ReadOnlySpan<byte> what)
    {
        if (worst != FileStatus.Done)
        {
            DebugConsole.Write("client: the file server refuses to "u8);
            DebugConsole.Write(what);
            DebugConsole.Write(", status "u8);
            DebugConsole.WriteDecimal((ulong)worst);
            DebugConsole.Write("\n"u8);
            Failure.Stop("a command failed"u8);
        }
    }

    /// <summary>Has several pieces of the file transferred at once.</summary>
    private static void Transfer(FileCommand command, uint handle, uint first)
    {
        for (uint i = 0; i < AtOnce; i++)
        {
            Ask(files.TryStart(i, command, handle, (first + i) * PieceBytes, Place + (i * PieceBytes), PieceBytes));
        }
    }

    private static void Fill(uint first)
    {
        var bytes = files.Bytes(Place, AtOnce * PieceBytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Pattern((first * PieceBytes) + (uint)i);
        }
    }

    private static void Compare(uint first)
    {
        var bytes = files.Bytes(Place, AtOnce * PieceBytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != Pattern((first * PieceBytes) + (uint)i))
            {
                Failure.Stop("the file is not as it was written"u8);
            }
        }
    }

    /// <summary>What the large file has at an offset.</summary>
    private static byte Pattern(uint offset) => (byte)((offset * 7) + (offset >> 8));

    private static void Show(uint bytes)
    {
        for (uint at = 0; at < bytes;)
        {
            ref var entry = ref FileData.At<FileListEntry>(Place + at);
            DebugConsole.Write("client: "u8);
            DebugConsole.Write(files.Bytes(Place + at + FileListEntry.HeadBytes, entry.NameBytes));
            if ((entry.Attributes & FileListEntry.Directory) != 0)
            {
                DebugConsole.Write("/"u8);
            }
            else
            {
                DebugConsole.Write(", "u8);
                DebugConsole.WriteDecimal(entry.Size);
                DebugConsole.Write(" bytes"u8);
            }

            DebugConsole.Write("\n"u8);
            at += (FileListEntry.HeadBytes + (uint)entry.NameBytes + 7) & ~7u;
        }
    }
}
