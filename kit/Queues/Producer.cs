// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Queues;

/// <summary>The side of a queue that puts elements in.</summary>
/// <remarks>
/// Nothing that the consumer writes is trusted: a wrong index makes the queue look full until it is right again.
/// Own indices are kept here and only written to shared memory; they are read from there once, in <see cref="Attach"/>.
/// </remarks>
/// <typeparam name="T">What is put in.</typeparam>
/// <typeparam name="TMemory">How shared memory is accessed.</typeparam>
public unsafe struct Producer<T, TMemory>
    where T : unmanaged
    where TMemory : struct, ISharedMemory
{
    private byte* memory;
    private uint capacity;
    private uint tail;
    private uint published;
    private uint knownHead;

    /// <summary>Elements it holds at most; zero for a queue that is not attached or has no room for any.</summary>
    public readonly uint Capacity => capacity;

    /// <summary>Whether elements were put in that are not published yet.</summary>
    public readonly bool HasUnpublished => tail != published;

    /// <summary>How many elements were ever put in, modulo 2^32.</summary>
    public readonly uint Position => tail;

    /// <summary>Whether an element can be put in now. Room that was seen stays, so the index is read only when there was none.</summary>
    public bool HasRoom
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => tail - knownHead < capacity || CountFree() != 0;
    }

    private readonly uint* TailIndex => (uint*)(memory + QueueLayout.Tail);

    private readonly uint* SpaceWanted => (uint*)(memory + QueueLayout.SpaceWanted);

    private readonly uint* HeadIndex => (uint*)(memory + QueueLayout.Head);

    private readonly uint* ElementWanted => (uint*)(memory + QueueLayout.ElementWanted);

    private readonly T* Elements => (T*)(memory + QueueLayout.Elements);

    /// <summary>
    /// Takes the producer's side of the queue in a piece of memory, going on where an earlier life of this component left off.
    /// </summary>
    public static Producer<T, TMemory> Attach(void* memory, ulong bytes)
    {
        var producer = default(Producer<T, TMemory>);
        producer.memory = (byte*)memory;
        producer.capacity = QueueLayout.Capacity(bytes, sizeof(T));
        producer.tail = producer.capacity == 0 ? 0 : TMemory.Load(producer.TailIndex);
        producer.published = producer.tail;
        producer.knownHead = producer.tail - producer.capacity;
        return producer;
    }

    /// <summary>How many elements can be put in now.</summary>
    public uint CountFree()
    {
        if (capacity == 0)
        {
            return 0;
        }

        knownHead = TMemory.Load(HeadIndex);
        var used = tail - knownHead;
        return used <= capacity ? capacity - used : 0;
    }

    /// <summary>Puts in an element, which the consumer sees after <see cref="Publish"/>; false when there is no room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPut(T element)
    {
        if (tail - knownHead >= capacity && CountFree() == 0)
        {
            return false;
        }

        TMemory.Write(Elements + (tail & (capacity - 1)), element);
        tail++;
        return true;
    }

    /// <summary>
    /// Writes an element into the place of one that is to be put in later; there must be room. <see cref="Advance"/> puts in what is next.
    /// </summary>
    public readonly void Write(uint position, T element) => TMemory.Write(Elements + (position & (capacity - 1)), element);

    /// <summary>Puts in the next element, which was written into its place before.</summary>
    public void Advance() => tail++;

    /// <summary>Puts in as many elements as there is room for, and tells how many.</summary>
    public int Put(scoped ReadOnlySpan<T> elements)
    {
        var count = (int)Math.Min((uint)elements.Length, CountFree());
        for (var i = 0; i < count; i++)
        {
            TMemory.Write(Elements + (tail & (capacity - 1)), elements[i]);
            tail++;
        }

        return count;
    }

    /// <summary>
    /// Reads an element that was put in and not overwritten since, which a consumer prevents that has not released it. The consumer
    /// could have changed it.
    /// </summary>
    public readonly T Read(uint position) => TMemory.Read(Elements + (position & (capacity - 1)));

    /// <summary>Whether the consumer waits for one of the next so many elements.</summary>
    public readonly bool IsAwaited(uint count) => capacity != 0 && TMemory.Load(ElementWanted) - tail < count;

    /// <summary>Lets the consumer see what was put in; true when it is to be signalled.</summary>
    public bool Publish()
    {
        var before = published;
        if (tail == before)
        {
            return false;
        }

        published = tail;
        TMemory.Store(TailIndex, tail);
        TMemory.Fence();
        return QueueLayout.HasPassed(TMemory.Load(ElementWanted), before, tail);
    }

    /// <summary>
    /// Asks for a signal when there is room for so many elements; false when there is already, and none need be waited for.
    /// </summary>
    /// <remarks>
    /// The request is visible before the index is read again, so a consumer that gives room back meanwhile is seen or sees it.
    /// </remarks>
    public bool MayWait(uint count)
    {
        if (capacity == 0)
        {
            return true;
        }

        var wanted = Math.Min(Math.Max(count, 1), capacity);
        TMemory.Store(SpaceWanted, tail + wanted - capacity - 1);
        TMemory.Fence();
        return CountFree() < wanted;
    }
}
