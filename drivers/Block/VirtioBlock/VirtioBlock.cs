// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Block.Protocol;
using Caprock.Drivers.Virtio.Protocol;

namespace Caprock.Drivers.Block.VirtioBlock;

/// <summary>Driver of a virtio block device: it passes requests to the device, many at once, and never looks at data.</summary>
/// <remarks>
/// A slot is a request under way: a header, the data and a status byte, in three descriptors. What the device says it has done counts
/// only for
/// slots that it has. Source: VIRTIO 1.1, 5.2.
/// </remarks>
[Component]
internal partial struct VirtioBlock
{
    /// <summary>Requests that the device has at most.</summary>
    public const int Slots = 64;

    private const int DescriptorsPerSlot = 3;
    private const uint CanFlush = 1 << 9;
    private const ulong Headers = VirtioRing.Bytes;
    private const ulong HeaderBytes = 16;
    private const ulong Results = Headers + (Slots * HeaderBytes);
    private const uint ReadType = 0;
    private const uint WriteType = 1;
    private const uint FlushType = 4;
    private const byte NoResult = 0xff;

    private static VirtioDevice device;
    private static VirtioRing ring;
    private static BlockServer peer;
    private static Region memory;
    private static SlotNumbers free;
    private static SlotRequests requests;
    private static int freeCount;
    private static bool canFlush;
    private static ulong capacity;
    private static ulong finished;
    private static DeviceWatch watch;

    public static void Init()
    {
        memory = Configuration.Region(2);
        peer = BlockServer.Attach(Configuration.Region(3), Configuration.Channel(1));
        canFlush = device.Reset(Configuration.Channel(0), Configuration.Region(1), CanFlush) != 0;
        device.EnableMessages(Configuration.Region(0), Configuration.Interrupt(0).Id);
        ring.Prepare(memory, 0);
        device.Enable(ref ring, 0);
        for (var slot = 0; slot < Slots; slot++)
        {
            free[slot] = (byte)slot;
        }

        freeCount = Slots;
        capacity = device.Read(0) | ((ulong)device.Read(4) << 32);
        device.Begin();
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
            while (ring.TryTakeUsed(out var first))
            {
                Finish(first / DescriptorsPerSlot);
            }

            while (freeCount != 0 && peer.TryTake(out var request, out var ticket))
            {
                Start(request, ticket);
            }

            ring.Publish();
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
                && request.Block + request.Count <= capacity:
                Give(request, ticket, request.Command == BlockCommand.Read ? ReadType : WriteType);
                break;
            case BlockCommand.Flush when canFlush:
                Give(request, ticket, FlushType);
                break;
            case BlockCommand.Flush:
                // A device without flushes has no cache to flush. Source: VIRTIO 1.1, 5.2.5.
                peer.Complete(ticket, new BlockCompletion(request.Id, BlockStatus.Done, 0));
                break;
            default:
                peer.Complete(ticket, new BlockCompletion(request.Id, BlockStatus.Refused, 0));
                break;
        }
    }

    private static void Give(BlockRequest request, ushort ticket, uint type)
    {
        freeCount--;
        int slot = free[freeCount];
        requests[slot] = ((ulong)ticket << 32) | (request.Id + 1ul);
        var header = Headers + ((ulong)slot * HeaderBytes);
        var result = Results + (ulong)slot;
        memory.At<uint>(header) = type;
        memory.At<uint>(header + 4) = 0;
        memory.At<ulong>(header + 8) = type == FlushType ? 0 : request.Block;
        memory.At<byte>(result) = NoResult;

        var first = slot * DescriptorsPerSlot;
        var hasData = type != FlushType;
        ring.Describe(first, memory.PhysicalAddress + header, (uint)HeaderBytes, VirtioRing.HasNext, hasData ? first + 1 : first + 2);
        if (hasData)
        {
            var flags = (ushort)(VirtioRing.HasNext | (type == ReadType ? VirtioRing.DeviceWrites : 0));
            ring.Describe(first + 1, request.Data, request.Count * BlockRequest.BlockBytes, flags, first + 2);
        }

        ring.Describe(first + 2, memory.PhysicalAddress + result, 1, VirtioRing.DeviceWrites, 0);
        ring.Add(first);
    }

    private static void Finish(uint slot)
    {
        if (slot >= Slots || requests[(int)slot] == 0)
        {
            return;
        }

        var status = memory.At<byte>(Results + slot) == 0 ? BlockStatus.Done : BlockStatus.Failed;
        peer.Complete((ushort)(requests[(int)slot] >> 32), new BlockCompletion((uint)requests[(int)slot] - 1, status, 0));
        finished++;
        requests[(int)slot] = 0;
        free[freeCount] = (byte)slot;
        freeCount++;
    }
}
