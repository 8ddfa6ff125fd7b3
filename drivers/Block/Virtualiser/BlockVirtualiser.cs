// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Block.Protocol;

namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>
/// Gives each client a partition: blocks outside it and memory outside the client's data are refused, places in that memory become
/// physical addresses, and each client has its turn.
/// </summary>
[Component]
internal partial struct BlockVirtualiser
{
    /// <summary>Clients at most.</summary>
    public const int MostClients = 16;

    /// <summary>Requests that the driver has at most.</summary>
    public const int MostRequests = 256;

    /// <summary>The identifier of a channel whose client has the whole disk.</summary>
    public const uint WholeDisk = 60;

    private const int Turn = 16;
    private const ushort CapacityId = ushort.MaxValue;
    private const ushort TableId = ushort.MaxValue - 1;

    private static BlockClient driver;
    private static Clients clients;
    private static int clientCount;
    private static RequestOwners owners;
    private static RequestNumbers free;
    private static int freeCount;
    private static int next;
    private static ulong capacity;
    private static bool isReady;
    private static bool hasAsked;

    public static void Init()
    {
        driver = BlockClient.Attach(Configuration.Region(0), Configuration.Channel(0));
        clientCount = Configuration.ChannelCount - 1;
        var region = 2;
        for (var i = 0; i < clientCount && i < MostClients; i++)
        {
            if (region + 1 >= Configuration.RegionCount)
            {
                clientCount = 0;
                break;
            }

            clients[i].Queues = BlockServer.Attach(Configuration.Region(region), Configuration.Channel(i + 1));
            clients[i].FirstRegion = region + 1;
            region += 2;
            while (region < Configuration.RegionCount && Follows(region))
            {
                region++;
            }

            clients[i].RegionCount = region - clients[i].FirstRegion;
        }

        if (clientCount is < 1 or > MostClients || region != Configuration.RegionCount)
        {
            Failure.Stop("block_virtualiser needs the driver's queues, memory for tables, and queues and data of each of 16 clients"u8);
        }

        for (var i = 0; i < MostRequests; i++)
        {
            free[i] = (ushort)i;
        }

        freeCount = MostRequests;
        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>A notification may have been lost.</summary>
    public static void Beat() => Work();

    /// <summary>Whether a region lies right behind the one before, and so is of the same data.</summary>
    private static unsafe bool Follows(int region)
    {
        var before = Configuration.Region(region - 1);
        return (byte*)Configuration.Region(region).Address == (byte*)before.Address + before.Length;
    }

    private static void Work()
    {
        bool mayWait;
        do
        {
            while (driver.TryTake(out var completion))
            {
                Finish(completion);
            }

            if (!hasAsked && !driver.IsSettling)
            {
                hasAsked = driver.TryStart(new BlockRequest(BlockCommand.Capacity, 0, 0, 0, CapacityId));
            }

            if (isReady)
            {
                TakeTurns();
            }

            driver.FlushBeforeWait();
            mayWait = driver.MayWait();
            for (var i = 0; isReady && i < clientCount; i++)
            {
                clients[i].Queues.FlushBeforeWait();
                mayWait &= freeCount == 0 || clients[i].HasBarrier || clients[i].Queues.MayWait();
            }
        }
        while (!mayWait);
    }

    private static void Finish(BlockCompletion completion)
    {
        if (completion.Id == CapacityId)
        {
            capacity = completion.Value;
            var count = (uint)Math.Min(PartitionTable.Blocks, capacity);
            driver.TryStart(new BlockRequest(BlockCommand.Read, 0, count, Configuration.Region(1).PhysicalAddress, TableId));
        }
        else if (completion.Id == TableId)
        {
            FindPartitions(completion.Status == BlockStatus.Done);
        }
        else if (completion.Id < MostRequests && owners[(int)completion.Id] != 0)
        {
            var owner = owners[(int)completion.Id];
            owners[(int)completion.Id] = 0;
            free[freeCount] = (ushort)completion.Id;
            freeCount++;
            ref var client = ref clients[(int)((owner >> 16) & 0xffff) - 1];
            client.UnderWay--;
            client.Queues.Complete((ushort)(owner >> 32), new BlockCompletion((ushort)owner, completion.Status, 0));
            if (client.HasBarrier && client.UnderWay == 0)
            {
                client.HasBarrier = false;
                client.Queues.Complete(client.BarrierTicket, new BlockCompletion(client.BarrierId, BlockStatus.Done, 0));
            }
        }
    }

    /// <summary>The identifier of a client's channel is the number of its partition.</summary>
    private static void FindPartitions(bool hasTable)
    {
        var table = Configuration.Region(1).Bytes;
        table = table[..(int)Math.Min((ulong)table.Length, Math.Min(PartitionTable.Blocks, capacity) * BlockRequest.BlockBytes)];
        for (var i = 0; i < clientCount; i++)
        {
            ref var range = ref clients[i].Range;
            var number = Configuration.Channel(i + 1).Id;
            if (number == WholeDisk)
            {
                range.Count = capacity;
            }
            else if (!hasTable || !PartitionTable.TryFind(table, capacity, number, out range.Start, out range.Count))
            {
                range.Count = 0;
                DebugConsole.WriteLine("block_virtualiser: there is no such partition as a client shall have"u8);
            }
        }

        isReady = true;
    }

    /// <summary>Passes requests on until nobody has any or the driver has no room; nobody has more than a turn before the others.</summary>
    private static void TakeTurns()
    {
        for (var idle = 0; idle < clientCount && freeCount != 0; next = (next + 1) % clientCount)
        {
            var taken = 0;
            ref var client = ref clients[next];
            while (taken < Turn && freeCount != 0 && !client.HasBarrier && client.Queues.TryTake(out var request, out var ticket))
            {
                Start(ref client, request, ticket);
                taken++;
            }

            idle = taken == 0 ? idle + 1 : 0;
        }
    }

    private static void Start(ref Client client, BlockRequest request, ushort ticket)
    {
        var status = BlockStatus.Refused;
        ulong value = 0;
        ulong address = 0;
        switch (request.Command)
        {
            case BlockCommand.Read or BlockCommand.Write when request.Count <= BlockRequest.MostBlocks
                && client.Range.Has(request.Block, request.Count)
                && TryFindMemory(ref client, request.Data, request.Count * BlockRequest.BlockBytes, out address):
                var block = client.Range.Start + request.Block;
                Pass(ref client, new BlockRequest(request.Command, block, request.Count, address, 0), request.Id, ticket);
                return;
            case BlockCommand.Flush:
                Pass(ref client, new BlockRequest(BlockCommand.Flush, 0, 0, 0, 0), request.Id, ticket);
                return;
            case BlockCommand.Barrier when client.UnderWay != 0:
                client.HasBarrier = true;
                client.BarrierId = request.Id;
                client.BarrierTicket = ticket;
                return;
            case BlockCommand.Barrier:
                status = BlockStatus.Done;
                break;
            case BlockCommand.Capacity:
                status = BlockStatus.Done;
                value = client.Range.Count;
                break;
        }

        client.Queues.Complete(ticket, new BlockCompletion(request.Id, status, value));
    }

    private static void Pass(ref Client client, BlockRequest request, ushort clientId, ushort ticket)
    {
        freeCount--;
        var id = free[freeCount];
        owners[id] = ((ulong)ticket << 32) | ((ulong)(next + 1) << 16) | clientId;
        client.UnderWay++;
        request = new BlockRequest(request.Command, request.Block, request.Count, request.Data, id);
        if (!driver.TryStart(request))
        {
            Finish(new BlockCompletion(id, BlockStatus.Failed, 0));
        }
    }

    /// <summary>The physical address of a piece of a client's data, which lies in one region; false when it is not all there.</summary>
    private static bool TryFindMemory(ref Client client, ulong offset, uint bytes, out ulong address)
    {
        address = 0;
        for (var i = 0; i < client.RegionCount; i++)
        {
            var region = Configuration.Region(client.FirstRegion + i);
            if (offset < region.Length)
            {
                address = region.PhysicalAddress + offset;
                return bytes <= region.Length - offset;
            }

            offset -= region.Length;
        }

        return false;
    }
}
