// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Block.Protocol;
using Caprock.Drivers.Clock.Protocol;
using Caprock.Kit.Queues;
using Caprock.Services.Fat;
using Caprock.Services.Files;

namespace Caprock.Services.FatServer;

/// <summary>Serves the files of a FAT volume to several clients, each with queues and data of its own.</summary>
/// <remarks>
/// Data goes between the device and the client's memory without a copy here. A client's commands and memory are checked, and so are the
/// handles:
/// those of one client mean nothing from another.
/// </remarks>
[Component]
internal unsafe partial struct FatServer
{
    /// <summary>Clients at most.</summary>
    public const int MostClients = 16;

    private const uint NoClient = MostClients;
    private const ushort CapacityId = 0x7fff;
    private const uint MostPathBytes = 4096;
    private const int Turn = 8;
    private const int TicketShift = 16;

    private static FatVolume<VolumeDevice> volume;
    private static VolumeDevice device;
    private static FileClients clients;
    private static int clientCount;
    private static bool isReady;
    private static int firstRegion;
    private static bool hasClock;
    private static bool hasBegun;

    public static void Init()
    {
        hasClock = Configuration.RegionCount % 2 != 0;
        firstRegion = hasClock ? 1 : 0;
        clientCount = (Configuration.RegionCount - 2) / 2;
        if (clientCount is < 1 or > MostClients || Configuration.ChannelCount != clientCount + 1)
        {
            Failure.Stop("fat_server needs perhaps a clock, queues to the block virtualiser, queues of 1 to 16 clients, its own memory, and their data"u8);
        }

        var own = Configuration.Region(firstRegion + clientCount + 1);
        device.Client = BlockClient.Attach(Configuration.Region(firstRegion), Configuration.Channel(0));
        device.DataStart = (byte*)own.Address;
        for (var i = 0; i < clientCount; i++)
        {
            Attach(ref clients[i], Configuration.Region(firstRegion + 1 + i), Configuration.Region(firstRegion + clientCount + 2 + i));
        }

        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>A notification may have been lost.</summary>
    public static void Beat() => Work();

    public static void PeerRestarted(Channel channel)
    {
        for (var i = 0; i < clientCount; i++)
        {
            clients[i].IsLeaving |= Configuration.Channel(i + 1) == channel;
        }

        Work();
    }

    private static void Attach(ref FileClientState client, Region queues, Region data)
    {
        client.Queues = ServerEnd<FileRequest, FileCompletion>.Attach(queues.Address, queues.Length, Configuration.Generation != 0);
        client.Data = (byte*)data.Address;
        client.DataBytes = (uint)Math.Min(data.Length, uint.MaxValue);
    }

    /// <summary>Takes its memory when the device has left alone what an earlier life of this component had there.</summary>
    private static void Begin()
    {
        var own = Configuration.Region(firstRegion + clientCount + 1);
        var options = FatOptions.Usual;
        var required = FatVolume<VolumeDevice>.RequiredBytes(ref options);
        options.MarkedClusters = own.Length > required ? FatOptions.ClustersMarkedIn(own.Length - required) : 0;
        volume = FatVolume<VolumeDevice>.Create((byte*)own.Address, own.Length, ref options, (VolumeDevice*)Unsafe.AsPointer(ref device));
        if (!volume.IsValid)
        {
            Failure.Stop("the memory of fat_server is too small"u8);
        }

        hasBegun = device.Client.TryStart(new BlockRequest(Drivers.Block.Protocol.BlockCommand.Capacity, 0, 0, 0, CapacityId));
    }

    private static void Work()
    {
        if (hasClock && hasBegun)
        {
            volume.SetTime(FileTime.FromSeconds(ClockPage.Read(Configuration.Region(0))));
        }

        bool mayWait;
        do
        {
            while (device.Client.TryTake(out var completion))
            {
                Finish(completion);
            }

            if (!hasBegun && !device.Client.IsSettling)
            {
                Begin();
            }

            while (hasBegun)
            {
                volume.Run();
                if (!Answer() && (!isReady || !TakeCommands()))
                {
                    break;
                }
            }

            device.Client.Flush();
            mayWait = device.Client.MayWait();
            for (var i = 0; i < clientCount; i++)
            {
                ref var client = ref clients[i];
                if (client.Queues.Flush())
                {
                    Configuration.Channel(i + 1).Notify();
                }

                mayWait &= !isReady || IsFull(ref client) || client.Queues.MayWait();
            }
        }
        while (!mayWait);
    }

    /// <summary>Whether nothing is taken from a client now: then something that is under way will end.</summary>
    private static bool IsFull(ref FileClientState client) => client.IsLeaving || volume.ActiveOperations == volume.MostOperations;

    private static void Finish(BlockCompletion completion)
    {
        if (completion.Status == BlockStatus.Refused && device.Blocks != 0)
        {
            // It asks for nothing but its own, so its memory or what it asked was spoilt on the way.
            Failure.Stop("a request of this server's is refused"u8);
        }

        if (completion.Id != CapacityId)
        {
            volume.Complete((ushort)completion.Id, completion.Status == BlockStatus.Done);
            return;
        }

        device.Blocks = completion.Value;
        if (device.Blocks == 0)
        {
            // Nothing is asked of a partition that does not exist; clients are told that there is no volume.
            isReady = true;
            DebugConsole.WriteLine("fat_server: there is no FAT volume"u8);
            return;
        }

        StartOwn(FatCommand.Mount);
    }

    /// <summary>Starts commands, from each client at most a turn; false when there were none.</summary>
    private static bool TakeCommands()
    {
        var isAny = false;
        for (var i = 0; i < clientCount; i++)
        {
            ref var client = ref clients[i];
            if (client.IsLeaving && !TryCloseAll(ref client))
            {
                continue;
            }

            for (var taken = 0; taken < Turn; taken++)
            {
                if (volume.ActiveOperations == volume.MostOperations || !client.Queues.TryTake(out var request, out var ticket))
                {
                    break;
                }

                var operation = volume.Reserve();
                operation->Owner = (uint)i | ((uint)ticket << TicketShift);
                operation->Tag = ((ulong)request.Record << 32) | request.Id;
                Start(ref client, operation, request.Record);
                isAny = true;
            }
        }

        return isAny;
    }

    /// <summary>Reads a record, once, and starts what it says if that is within what the client has.</summary>
    private static void Start(ref FileClientState client, FatOperation* operation, uint place)
    {
        var status = FileStatus.InvalidArgument;
        if (place % 8 == 0 && client.Has(place, (uint)sizeof(FileRecord)))
        {
            var record = (FileRecord*)(client.Data + place);
            if (Volatile.Read(ref record->Generation) != (ushort)Configuration.Generation)
            {
                Complete(ref client, operation, FileStatus.Restarted);
                return;
            }

            var path = Volatile.Read(ref record->Path);
            var newPath = Volatile.Read(ref record->NewPath);
            var data = Volatile.Read(ref record->Data);
            operation->Command = (FatCommand)record->Command;
            operation->Modes = (OpenModes)record->Modes;
            operation->Offset = record->Offset;
            operation->Length = record->Length;
            operation->PathLength = record->PathLength;
            operation->NewPathLength = record->NewPathLength;
            operation->Data = client.Data + data;
            operation->Path = client.Data + path;
            operation->NewPath = client.Data + newPath;
            var isSound = operation->Command is > FatCommand.Mount and <= FatCommand.Rename && client.Has(data, operation->Length)
                && client.Has(path, operation->PathLength) && client.Has(newPath, operation->NewPathLength)
                && operation->PathLength <= MostPathBytes && operation->NewPathLength <= MostPathBytes;
            status = isSound ? FindHandle(ref client, operation, record->Handle) : FileStatus.InvalidArgument;
        }

        if (status == FileStatus.Done)
        {
            volume.Start(operation);
            return;
        }

        Complete(ref client, operation, status);
    }

    private static FileStatus FindHandle(ref FileClientState client, FatOperation* operation, uint handle)
    {
        switch (operation->Command)
        {
            case FatCommand.Open:
                for (uint i = 0; i < FileClientState.Files; i++)
                {
                    if (client.Handles[i] == 0)
                    {
                        client.Handles[i] = FileClientState.Opening;
                        operation->Owner |= (i + 1) << 8;
                        return FileStatus.Done;
                    }
                }

                return FileStatus.NoHandle;
            case FatCommand.Close or FatCommand.Read or FatCommand.Write or FatCommand.Resize or FatCommand.StatHandle:
                var place = handle - 1;
                if (place >= FileClientState.Files || client.Handles[place] is 0 or FileClientState.Opening)
                {
                    return FileStatus.InvalidHandle;
                }

                operation->Handle = client.Handles[place];
                if (operation->Command == FatCommand.Close)
                {
                    // From here on the client has it no more, whatever else it has asked about it.
                    client.Handles[place] = 0;
                }

                return FileStatus.Done;
            default:
                return FileStatus.Done;
        }
    }

    /// <summary>Answers what is finished; true when that began something new.</summary>
    private static bool Answer()
    {
        var hasBegunMore = false;
        for (var operation = volume.PeekFinished(); operation != null; operation = volume.PeekFinished())
        {
            var owner = operation->Owner & 0xff;
            if (owner != NoClient)
            {
                Complete(ref clients[(int)owner], operation, (FileStatus)operation->Status);
                continue;
            }

            hasBegunMore |= NoteOwn(operation);
            volume.Release(operation);
        }

        return hasBegunMore;
    }

    private static void Complete(ref FileClientState client, FatOperation* operation, FileStatus status)
    {
        var place = (uint)(operation->Tag >> 32);
        var opened = (int)((operation->Owner >> 8) & 0xff) - 1;
        if (opened >= 0)
        {
            client.Handles[opened] = status == FileStatus.Done ? operation->Handle : 0;
        }

        if (place % 8 == 0 && client.Has(place, (uint)sizeof(FileRecord)))
        {
            var record = (FileRecord*)(client.Data + place);
            record->Transferred = operation->Transferred;
            record->Value = operation->Value;
            record->Attributes = (uint)operation->Attributes;
            record->Modified = operation->Modified;
            record->NewHandle = (uint)(opened + 1);
        }

        client.Queues.Complete((ushort)(operation->Owner >> TicketShift), new FileCompletion((uint)operation->Tag, status));
        volume.Release(operation);
    }

    /// <summary>Closes the files of a client's earlier life, when its commands have ended; false while that is not through.</summary>
    private static bool TryCloseAll(ref FileClientState client)
    {
        for (var i = 0; i < FileClientState.Files; i++)
        {
            if (client.Queues.Owed != 0)
            {
                return false;
            }

            if (client.Handles[i] != 0)
            {
                var operation = volume.Reserve();
                if (operation == null)
                {
                    return false;
                }

                operation->Command = FatCommand.Close;
                operation->Handle = client.Handles[i];
                operation->Owner = NoClient;
                client.Handles[i] = 0;
                volume.Start(operation);
            }
        }

        client.IsLeaving = false;
        return true;
    }
}
