// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Drivers.Block.Nvme;

/// <summary>A submission queue and the completion queue that goes with it.</summary>
/// <remarks>
/// An entry of the completion queue is new when its phase is the one that this round of the queue has.
/// Source: NVM Express Base Specification 1.4, 3.1.24 (doorbells), 4.1, 4.2 (entries), 4.6 (completions).
/// </remarks>
internal struct QueuePair
{
    /// <summary>Bytes of a command.</summary>
    public const ulong CommandBytes = 64;

    private const ulong CompletionBytes = 16;
    private const uint PhaseBit = 1u << 16;
    private const int StatusShift = 17;

    private Region memory;
    private Region registers;
    private ulong commands;
    private ulong completions;
    private ulong doorbell;
    private ulong doorbellStride;
    private uint size;
    private uint tail;
    private uint published;
    private uint head;
    private uint acknowledged;
    private uint phase;

    /// <summary>Prepares the memory of a pair, all of it zero.</summary>
    public void Prepare(Region rings, ulong commandsAt, ulong completionsAt, uint entries)
    {
        memory = rings;
        commands = commandsAt;
        completions = completionsAt;
        size = entries;
        memory.Bytes.Slice((int)commands, (int)(entries * CommandBytes)).Clear();
        memory.Bytes.Slice((int)completions, (int)(entries * CompletionBytes)).Clear();
        tail = 0;
        published = 0;
        head = 0;
        acknowledged = 0;
        phase = PhaseBit;
    }

    /// <summary>Says where the device is told about both queues.</summary>
    public void Connect(Region device, ulong doorbells, ulong stride)
    {
        registers = device;
        doorbell = doorbells;
        doorbellStride = stride;
    }

    /// <summary>Begins a command: its first word, namespace and data; returns where it is, for the words from 40 on.</summary>
    public ulong Begin(uint opcode, uint id, uint space, ulong first, ulong second)
    {
        var at = commands + (tail * CommandBytes);
        tail = tail + 1 == size ? 0 : tail + 1;
        memory.At<uint>(at) = opcode | (id << 16);
        memory.At<uint>(at + 4) = space;
        memory.At<ulong>(at + 8) = 0;
        memory.At<ulong>(at + 16) = 0;
        memory.At<ulong>(at + 24) = first;
        memory.At<ulong>(at + 32) = second;
        memory.At<ulong>(at + 40) = 0;
        memory.At<ulong>(at + 48) = 0;
        memory.At<ulong>(at + 56) = 0;
        return at;
    }

    /// <summary>Shows the device new commands.</summary>
    public void Publish()
    {
        if (tail != published)
        {
            published = tail;
            Volatile.Write(ref registers.At<uint>(doorbell), tail);
        }
    }

    /// <summary>Takes a completion; false when there is none.</summary>
    public bool TryTake(out uint id, out uint status)
    {
        var word = Volatile.Read(ref memory.At<uint>(completions + (head * CompletionBytes) + 12));
        id = word & 0xffff;
        status = word >> StatusShift;
        if ((word & PhaseBit) != phase)
        {
            return false;
        }

        head++;
        if (head == size)
        {
            head = 0;
            phase ^= PhaseBit;
        }

        return true;
    }

    /// <summary>Tells the device which completions were taken.</summary>
    public void Release()
    {
        if (head != acknowledged)
        {
            acknowledged = head;
            Volatile.Write(ref registers.At<uint>(doorbell + doorbellStride), head);
        }
    }
}
