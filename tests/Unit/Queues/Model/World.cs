// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>Both sides and the memory between them.</summary>
/// <remarks>
/// Stores wait in a buffer for each side and reach memory in their order at any later time, and a side sees its own: the memory model
/// of x86 (Intel SDM 3A, 8.2), on which only a fence, or time, gets a store past a following load.
/// </remarks>
internal sealed class World
{
    private readonly uint[] memory;

    private World(uint[] memory, Side producer, Side consumer)
    {
        this.memory = memory;
        Producer = producer;
        Consumer = consumer;
    }

    public Side Producer { get; }

    public Side Consumer { get; }

    /// <summary>Nothing can happen any more.</summary>
    public bool IsAtRest => IsResting(Producer) && IsResting(Consumer);

    public static World Create(uint[] memory, Side producer, Side consumer) => new(memory, producer, consumer);

    public World Copy() => new([.. memory], Producer.Copy(), Consumer.Copy());

    public Side Peer(Side side) => side == Producer ? Consumer : Producer;

    /// <summary>What the side reads at an offset.</summary>
    public uint Load(Side side, int offset)
    {
        for (var i = side.Stores.Count - 1; i >= 0; i--)
        {
            if (side.Stores[i].Offset == offset)
            {
                return side.Stores[i].Value;
            }
        }

        return memory[Word(offset)];
    }

    /// <summary>Lets the oldest store of a side reach memory.</summary>
    public void Flush(Side side)
    {
        var (offset, value) = side.Stores[0];
        side.Stores.RemoveAt(0);
        memory[Word(offset)] = value;
    }

    public byte[] Key()
    {
        using var stream = new MemoryStream();
        using var key = new BinaryWriter(stream);
        foreach (var word in memory)
        {
            key.Write(word);
        }

        Producer.AddTo(key);
        Consumer.AddTo(key);
        key.Flush();
        return stream.ToArray();
    }

    /// <summary>Memory is kept without the gap between the lines of the two sides.</summary>
    public static int Word(int offset) => offset switch
    {
        < QueueLayout.Head => offset / sizeof(uint),
        < QueueLayout.Elements => 2 + ((offset - QueueLayout.Head) / sizeof(uint)),
        _ => 4 + ((offset - QueueLayout.Elements) / sizeof(uint)),
    };

    private static bool IsResting(Side side) => !side.IsActive && !side.IsSignalled && side.Stores.Count == 0;
}
