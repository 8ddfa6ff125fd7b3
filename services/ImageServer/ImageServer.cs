// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Queues;
using Caprock.Services.Files;

namespace Caprock.Services.ImageServer;

/// <summary>Serves the files of an archive in memory to several clients; nothing can be changed.</summary>
[Component]
internal unsafe partial struct ImageServer
{
    /// <summary>Clients at most.</summary>
    public const int MostClients = 16;

    private const int Turn = 16;

    private static ImageClients clients;
    private static int clientCount;
    private static PathBuffer path;
    private static PathBuffer name;

    private static TarArchive Archive => new(Configuration.Region(0).Bytes);

    public static void Init()
    {
        clientCount = (Configuration.RegionCount - 1) / 2;
        if (clientCount is < 1 or > MostClients || Configuration.RegionCount % 2 != 1 || Configuration.ChannelCount != clientCount)
        {
            Failure.Stop("image_server needs an archive, and queues and data of each of 1 to 16 clients"u8);
        }

        for (var i = 0; i < clientCount; i++)
        {
            var queues = Configuration.Region(1 + (2 * i));
            var data = Configuration.Region(2 + (2 * i));
            ref var client = ref clients[i];
            client.Queues = ServerEnd<FileRequest, FileCompletion>.Attach(queues.Address, queues.Length, Configuration.Generation != 0);
            client.Data = (byte*)data.Address;
            client.DataBytes = (uint)Math.Min(data.Length, uint.MaxValue);
        }

        Work();
    }

    public static void Notified(Channel channel) => Work();

    public static void PeerRestarted(Channel channel)
    {
        for (var i = 0; i < clientCount; i++)
        {
            for (var file = 0; Configuration.Channel(i) == channel && file < ImageClient.Files; file++)
            {
                clients[i].Handles[file] = 0;
            }
        }

        Work();
    }

    private static void Work()
    {
        bool mayWait;
        do
        {
            mayWait = true;
            for (var i = 0; i < clientCount; i++)
            {
                ref var client = ref clients[i];
                for (var taken = 0; taken < Turn && client.Queues.TryTake(out var request, out var ticket); taken++)
                {
                    client.Queues.Complete(ticket, new FileCompletion(request.Id, Do(ref client, request.Record)));
                }

                if (client.Queues.Flush())
                {
                    Configuration.Channel(i).Notify();
                }

                mayWait &= client.Queues.MayWait();
            }
        }
        while (!mayWait);
    }

    /// <summary>Does what a record says. Each of its fields is read once.</summary>
    private static FileStatus Do(ref ImageClient client, uint place)
    {
        if (place % 8 != 0 || !client.Has(place, (uint)sizeof(FileRecord)))
        {
            return FileStatus.InvalidArgument;
        }

        ref var record = ref *(FileRecord*)(client.Data + place);
        if (Volatile.Read(ref record.Generation) != (ushort)Configuration.Generation)
        {
            return FileStatus.Restarted;
        }

        record.Transferred = 0;
        record.Modified = 0;
        switch ((FileCommand)Volatile.Read(ref *(byte*)(client.Data + place)))
        {
            case FileCommand.Open:
                return Open(ref client, ref record);
            case FileCommand.Close:
                var closed = Volatile.Read(ref record.Handle) - 1;
                if (closed >= ImageClient.Files || client.Handles[closed] == 0)
                {
                    return FileStatus.InvalidHandle;
                }

                client.Handles[closed] = 0;
                return FileStatus.Done;
            case FileCommand.Read:
                return Read(ref client, ref record);
            case FileCommand.Flush:
                return FileStatus.Done;
            case FileCommand.Stat:
                var status = Find(ref client, ref record, out var entry);
                Tell(ref record, entry);
                return status;
            case FileCommand.StatHandle:
                var isOpen = TryFindOpen(ref client, Volatile.Read(ref record.Handle), out entry);
                Tell(ref record, entry);
                return isOpen ? FileStatus.Done : FileStatus.InvalidHandle;
            case FileCommand.List:
                return List(ref client, ref record);
            case FileCommand.Write or FileCommand.Resize or FileCommand.MakeDirectory or FileCommand.Remove or FileCommand.RemoveDirectory
                or FileCommand.Rename:
                return FileStatus.ReadOnly;
            default:
                return FileStatus.InvalidArgument;
        }
    }

    private static void Tell(ref FileRecord record, TarEntry entry)
    {
        record.Value = entry.Size;
        record.Attributes = entry.IsDirectory ? FileListEntry.Directory : 0u;
    }

    private static FileStatus Open(ref ImageClient client, ref FileRecord record)
    {
        var modes = record.Modes;
        var status = Find(ref client, ref record, out var entry);
        if (status != FileStatus.Done || entry.IsDirectory)
        {
            return status == FileStatus.Done ? FileStatus.IsDirectory
                : status == FileStatus.NotFound && (modes & FileModes.Create) != 0 ? FileStatus.ReadOnly : status;
        }

        if ((modes & (FileModes.Write | FileModes.Exclusive | FileModes.Truncate)) != 0)
        {
            return (modes & FileModes.Exclusive) != 0 ? FileStatus.Exists : FileStatus.ReadOnly;
        }

        for (uint i = 0; i < ImageClient.Files; i++)
        {
            if (client.Handles[i] == 0)
            {
                client.Handles[i] = entry.Block + 1;
                record.NewHandle = i + 1;
                record.Value = entry.Size;
                return FileStatus.Done;
            }
        }

        return FileStatus.NoHandle;
    }

    private static FileStatus Read(ref ImageClient client, ref FileRecord record)
    {
        var data = Volatile.Read(ref record.Data);
        var length = Volatile.Read(ref record.Length);
        var offset = Volatile.Read(ref record.Offset);
        if (!client.Has(data, length))
        {
            return FileStatus.InvalidArgument;
        }

        if (!TryFindOpen(ref client, Volatile.Read(ref record.Handle), out var entry))
        {
            return FileStatus.InvalidHandle;
        }

        var bytes = offset >= entry.Size ? 0 : (int)Math.Min(length, entry.Size - offset);
        if (bytes != 0)
        {
            Archive.Contents(entry).Slice((int)offset, bytes).CopyTo(new Span<byte>(client.Data + data, bytes));
        }

        record.Transferred = (uint)bytes;
        return FileStatus.Done;
    }

    private static FileStatus List(ref ImageClient client, ref FileRecord record)
    {
        var data = Volatile.Read(ref record.Data);
        var length = Volatile.Read(ref record.Length);
        var position = Volatile.Read(ref record.Offset);
        var status = Find(ref client, ref record, out var directory);
        if (status != FileStatus.Done || !directory.IsDirectory)
        {
            return status == FileStatus.Done ? FileStatus.NotDirectory : status;
        }

        if (!client.Has(data, length) || data % 8 != 0 || position > uint.MaxValue)
        {
            return FileStatus.InvalidArgument;
        }

        var pathBytes = TakePath(ref client, ref record);
        uint used = 0;
        var block = (uint)position;
        for (; pathBytes >= 0 && Archive.TryRead(block, out var entry); block = entry.Next)
        {
            Span<byte> buffer = name;
            var own = PathText.NameIn(((Span<byte>)path)[..pathBytes], buffer[..Archive.CopyName(entry, buffer)]);
            if (!entry.IsKnown || own.Length == 0)
            {
                continue;
            }

            var bytes = (uint)(FileListEntry.HeadBytes + own.Length + 7) & ~7u;
            if (length - used < bytes)
            {
                break;
            }

            ref var head = ref *(FileListEntry*)(client.Data + data + used);
            head.Size = entry.Size;
            head.Modified = 0;
            head.Position = entry.Next;
            head.NameBytes = (ushort)own.Length;
            head.Attributes = entry.IsDirectory ? FileListEntry.Directory : (byte)0;
            head.Reserved = 0;
            own.CopyTo(new Span<byte>(client.Data + data + used + FileListEntry.HeadBytes, own.Length));
            used += bytes;
        }

        record.Transferred = used;
        record.Value = block;
        return used != 0 ? FileStatus.Done : Archive.TryRead(block, out _) ? FileStatus.InvalidArgument : FileStatus.EndOfDirectory;
    }

    /// <summary>Finds what the path of a record names; the root is a directory that need not be in the archive.</summary>
    private static FileStatus Find(ref ImageClient client, ref FileRecord record, out TarEntry entry)
    {
        entry = default;
        var bytes = TakePath(ref client, ref record);
        if (bytes < 0)
        {
            return FileStatus.InvalidArgument;
        }

        entry.IsDirectory = bytes == 0;
        return bytes == 0 || Archive.TryFind(((Span<byte>)path)[..bytes], name, out entry) ? FileStatus.Done : FileStatus.NotFound;
    }

    /// <summary>
    /// Copies a path out of the client's memory; gives its bytes, or less than none when it is not the client's or too long.
    /// </summary>
    private static int TakePath(ref ImageClient client, ref FileRecord record)
    {
        var place = Volatile.Read(ref record.Path);
        var length = Volatile.Read(ref record.PathLength);
        if (length > PathBuffer.Bytes || !client.Has(place, length))
        {
            return -1;
        }

        new ReadOnlySpan<byte>(client.Data + place, (int)length).CopyTo(path);
        return PathText.Normalise(path, (int)length);
    }

    private static bool TryFindOpen(ref ImageClient client, uint handle, out TarEntry entry)
    {
        entry = default;
        var place = handle - 1;
        return place < ImageClient.Files && client.Handles[place] != 0
            && Archive.TryRead(client.Handles[place] - 1, out entry);
    }
}
