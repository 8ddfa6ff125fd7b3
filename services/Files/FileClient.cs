// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Services.Files;

/// <summary>A client of a file server. It can have <see cref="Commands"/> commands under way, each with a number of its own.</summary>
/// <remarks>
/// The first <see cref="DataStart"/> bytes of the data region have the records and paths; the rest is for data, where the caller likes.
/// A number is free again when its completion was taken. When the server is started anew, every command is answered
/// <see cref="FileStatus.Restarted"/> until <see cref="Reconnect"/>; then files are to be opened again, and what was written since the last
/// flush is to be written again.
/// </remarks>
public unsafe struct FileClient
{
    /// <summary>Commands under way at most; their numbers are smaller.</summary>
    public const uint Commands = 16;

    /// <summary>Bytes of a path at most.</summary>
    public const int PathBytes = 480;

    /// <summary>Where the part of the data region begins that is free.</summary>
    public const uint DataStart = Commands * SlotBytes;

    private const uint SlotBytes = 1024;
    private const uint PathOffset = 64;
    private const uint NewPathOffset = PathOffset + PathBytes;

    private ClientEnd<FileRequest, FileCompletion> queues;
    private Region data;
    private Channel server;
    private ushort generation;

    /// <summary>Takes the client's end of the queues, and its data.</summary>
    public static FileClient Attach(Region queues, Region data, Channel server)
    {
        var client = default(FileClient);
        client.queues = ClientEnd<FileRequest, FileCompletion>.Attach(queues.Address, queues.Length, Configuration.Generation != 0);
        client.data = data;
        client.server = server;
        client.Reconnect();
        if (data.Length <= DataStart)
        {
            Failure.Stop("the data region of a file client has no room for data"u8);
        }

        return client;
    }

    /// <summary>Knows the server's present life from now on; it has no files open there.</summary>
    public void Reconnect() => generation = (ushort)server.PeerGeneration;

    /// <summary>The record of a command, with its results when it is complete.</summary>
    public ref FileRecord Record(uint id) => ref data.At<FileRecord>(id * SlotBytes);

    /// <summary>A piece of the data.</summary>
    public Span<byte> Bytes(uint offset, uint length) => data.Bytes.Slice((int)offset, (int)length);

    /// <summary>Asks about a path.</summary>
    public bool TryStart(uint id, FileCommand command, ReadOnlySpan<byte> path, FileModes modes = FileModes.None)
    {
        ref var record = ref Prepare(id, command);
        record.Modes = modes;
        record.Path = SetPath((id * SlotBytes) + PathOffset, path);
        record.PathLength = (uint)path.Length;
        return queues.TryStart(new FileRequest(id, id * SlotBytes));
    }

    /// <summary>Asks for another name.</summary>
    public bool TryRename(uint id, ReadOnlySpan<byte> path, ReadOnlySpan<byte> newPath)
    {
        ref var record = ref Prepare(id, FileCommand.Rename);
        record.Path = SetPath((id * SlotBytes) + PathOffset, path);
        record.PathLength = (uint)path.Length;
        record.NewPath = SetPath((id * SlotBytes) + NewPathOffset, newPath);
        record.NewPathLength = (uint)newPath.Length;
        return queues.TryStart(new FileRequest(id, id * SlotBytes));
    }

    /// <summary>Asks for a list of a directory.</summary>
    public bool TryList(uint id, ReadOnlySpan<byte> path, ulong position, uint place, uint length)
    {
        ref var record = ref Prepare(id, FileCommand.List);
        record.Path = SetPath((id * SlotBytes) + PathOffset, path);
        record.PathLength = (uint)path.Length;
        record.Offset = position;
        record.Data = place;
        record.Length = length;
        return queues.TryStart(new FileRequest(id, id * SlotBytes));
    }

    /// <summary>Asks about an open file, or for a flush of the volume.</summary>
    public bool TryStart(uint id, FileCommand command, uint handle, ulong offset = 0, uint place = 0, uint length = 0)
    {
        ref var record = ref Prepare(id, command);
        record.Handle = handle;
        record.Offset = offset;
        record.Data = place;
        record.Length = length;
        return queues.TryStart(new FileRequest(id, id * SlotBytes));
    }

    /// <summary>Takes a completion.</summary>
    public bool TryTake(out FileCompletion completion) => queues.TryTake(out completion);

    /// <summary>Shows the server what was asked and taken, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        if (queues.Flush())
        {
            server.Notify();
        }
    }

    /// <summary>Asks for a notification when there is a completion; false when there is one.</summary>
    public bool MayWait() => queues.MayWait();

    private ref FileRecord Prepare(uint id, FileCommand command)
    {
        if (id >= Commands)
        {
            Failure.Stop("a file client has no command of this number"u8);
        }

        data.Bytes.Slice((int)(id * SlotBytes), (int)PathOffset).Clear();
        ref var record = ref Record(id);
        record.Command = command;
        record.Generation = generation;
        return ref record;
    }

    private uint SetPath(uint place, ReadOnlySpan<byte> path)
    {
        if (path.Length > PathBytes)
        {
            Failure.Stop("a path is too long"u8);
        }

        path.CopyTo(data.Bytes.Slice((int)place, PathBytes));
        return place;
    }
}
