// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Block.Protocol;

namespace Caprock.Drivers.Block.Nvme;

/// <summary>
/// Driver of an NVMe device: one queue pair, of which it gives the first namespace, with many requests under way at once.
/// </summary>
/// <remarks>
/// A slot is a request under way; its number is the command's identifier, and it has a list for the pages of its data. What the device
/// says it has
/// done counts only for slots that it has. Source: NVM Express Base Specification 1.4, 4.3 (PRPs), and NVM Command Set 6.
/// </remarks>
[Component]
internal partial struct NvmeDriver
{
    /// <summary>Requests that the device has at most; fewer than the queues have entries.</summary>
    public const int Slots = 64;

    private const uint WriteOpcode = 0x01;
    private const uint ReadOpcode = 0x02;
    private const uint FlushOpcode = 0x00;
    private const ulong PageBytes = 4096;
    private const ulong Lists = 0x6000;
    private const ulong ListBytes = 512;
    private const ulong DataAlignment = 4;

    private static QueuePair queues;
    private static BlockServer peer;
    private static Region memory;
    private static SlotNumbers free;
    private static SlotRequests requests;
    private static int freeCount;
    private static ulong capacity;
    private static ulong finished;
    private static DeviceWatch watch;

    public static void Init()
    {
        memory = Configuration.Region(1);
        peer = BlockServer.Attach(Configuration.Region(2), Configuration.Channel(1));
        capacity = Controller.Start(Configuration.Channel(0), Configuration.Region(0), memory, Configuration.Interrupt(0).Id, ref queues);
        for (var slot = 0; slot < Slots; slot++)
        {
            free[slot] = (byte)slot;
        }

        freeCount = Slots;
        Work();
    }

    public static void Notified(Channel channel) => Work();

    public static void Interrupted(Interrupt interrupt)
    {
        Work();
        interrupt.AcknowledgeDeferred();
    }

    /// <summary>An interrupt may have been lost; a device that has done nothing for long, although it could, is started anew.</summary>
    public static void Beat()
    {
        Work();
        if (watch.HasGivenUp(freeCount != Slots, finished))
        {
            Failure.Stop("the device does not answer"u8);
        }
    }

    /// <summary>Moves requests until there are none or all slots are taken, and somebody will notify or interrupt.</summary>
    private static void Work()
    {
        do
        {
            while (queues.TryTake(out var slot, out var status))
            {
                Finish(slot, status == 0 ? BlockStatus.Done : BlockStatus.Failed);
            }

            queues.Release();
            while (freeCount != 0 && peer.TryTake(out var request, out var ticket))
            {
                Start(request, ticket);
            }

            queues.Publish();
            peer.Flush();
        }
        while (freeCount != 0 && !peer.MayWait());
    }

    private static void Start(BlockRequest request, ushort ticket)
    {
        switch (request.Command)
        {
            case BlockCommand.Capacity:
                peer.Complete(ticket, new BlockCompletion(request.Id, BlockStatus.Done, capacity));
                break;
            case BlockCommand.Read or BlockCommand.Write when request.Count is not 0 and <= BlockRequest.MostBlocks
                && request.Block + request.Count <= capacity && request.Data % DataAlignment == 0:
                Transfer(request, ticket);
                break;
            case BlockCommand.Flush when Controller.HasCache:
                // Ignored: a flush has no words of its own.
                _ = queues.Begin(FlushOpcode, TakeSlot(request.Id, ticket), Controller.Space, 0, 0);
                break;
            case BlockCommand.Flush:
                peer.Complete(ticket, new BlockCompletion(request.Id, BlockStatus.Done, 0));
                break;
            default:
                peer.Complete(ticket, new BlockCompletion(request.Id, BlockStatus.Refused, 0));
                break;
        }
    }

    /// <summary>Names the pages of the data: the first, and the second or a list of all others.</summary>
    private static void Transfer(BlockRequest request, ushort ticket)
    {
        var slot = TakeSlot(request.Id, ticket);
        var bytes = (ulong)request.Count * BlockRequest.BlockBytes;
        var page = (request.Data & ~(PageBytes - 1)) + PageBytes;
        var end = request.Data + bytes;
        ulong second = 0;
        if (end > page + PageBytes)
        {
            var list = Lists + (slot * ListBytes);
            second = memory.PhysicalAddress + list;

            // At most 32 pages and one more: MostBlocks is 128 KiB.
            for (; page < end; page += PageBytes, list += sizeof(ulong))
            {
                memory.At<ulong>(list) = page;
            }
        }
        else if (end > page)
        {
            second = page;
        }

        var opcode = request.Command == BlockCommand.Read ? ReadOpcode : WriteOpcode;
        var at = queues.Begin(opcode, slot, Controller.Space, request.Data, second);
        memory.At<ulong>(at + 40) = request.Block;
        memory.At<uint>(at + 48) = request.Count - 1;
    }

    private static uint TakeSlot(ushort id, ushort ticket)
    {
        freeCount--;
        uint slot = free[freeCount];
        requests[(int)slot] = ((ulong)ticket << 32) | (id + 1ul);
        return slot;
    }

    private static void Finish(uint slot, BlockStatus status)
    {
        if (slot >= Slots || requests[(int)slot] == 0)
        {
            return;
        }

        peer.Complete((ushort)(requests[(int)slot] >> 32), new BlockCompletion((uint)requests[(int)slot] - 1, status, 0));
        finished++;
        requests[(int)slot] = 0;
        free[freeCount] = (byte)slot;
        freeCount++;
    }
}
