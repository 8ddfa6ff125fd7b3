// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Files;

namespace Caprock.Examples.ImageFiles;

/// <summary>Lists the files that came with the system, shows one, and tries to change it.</summary>
[Component("reader")]
internal partial struct Reader
{
    private const uint Place = FileClient.DataStart;
    private const uint Bytes = 0x1000;

    private static FileClient files;
    private static Event done;
    private static FileStatus status;

    public static void Init()
    {
        files = FileClient.Attach(FileQueues, FileData, Image);
        Work().Begin();
    }

    public static void Notified(Channel channel)
    {
        do
        {
            while (files.TryTake(out var completion))
            {
                status = completion.Status;
                done.Signal();
            }

            files.Flush();
        }
        while (!files.MayWait());
    }

    private static async Activity Work()
    {
        Ask(files.TryList(0, "/"u8, 0, Place, Bytes));
        await done;
        Show("/"u8);
        Ask(files.TryList(0, "texts"u8, 0, Place, Bytes));
        await done;
        Show("/texts/"u8);

        Ask(files.TryStart(0, FileCommand.Open, "/texts/numbers.txt"u8));
        await done;
        Ask(files.TryStart(0, FileCommand.Read, files.Record(0).NewHandle, 0, Place, Bytes));
        await done;
        DebugConsole.Write("reader: "u8);
        DebugConsole.Write(files.Bytes(Place, files.Record(0).Transferred));

        Ask(files.TryStart(0, FileCommand.Open, "welcome.txt"u8, FileModes.Write));
        await done;
        var isReadOnly = status == FileStatus.ReadOnly;
        DebugConsole.WriteLine(isReadOnly ? "reader: nothing can be changed"u8 : "reader: that was not refused"u8);
        Ask(files.TryStart(0, FileCommand.Stat, "nothing"u8));
        await done;
        var isMissing = status == FileStatus.NotFound;
        DebugConsole.WriteLine(isMissing ? "reader: what is not there is not found"u8 : "reader: something was found"u8);
    }

    private static void Ask(bool isTaken)
    {
        if (!isTaken)
        {
            Failure.Stop("the queue of commands is full"u8);
        }

        files.Flush();
    }

    private static void Show(ReadOnlySpan<byte> directory)
    {
        var bytes = status == FileStatus.Done ? files.Record(0).Transferred : 0;
        for (uint at = 0; at < bytes;)
        {
            ref var entry = ref FileData.At<FileListEntry>(Place + at);
            DebugConsole.Write("reader: "u8);
            DebugConsole.Write(directory);
            DebugConsole.Write(files.Bytes(Place + at + FileListEntry.HeadBytes, entry.NameBytes));
            DebugConsole.Write((entry.Attributes & FileListEntry.Directory) != 0 ? "/\n"u8 : "\n"u8);
            at += (FileListEntry.HeadBytes + (uint)entry.NameBytes + 7) & ~7u;
        }
    }
}
