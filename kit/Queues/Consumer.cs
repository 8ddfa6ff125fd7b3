// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Queues;

/// <summary>The side of a queue that takes elements out.</summary>
/// <remarks>
/// Nothing that the producer writes is trusted: a wrong index makes the queue look empty until it is right again, and an element
/// is read once and copied, so that what was checked is what is used.
/// </remarks>
/// <typeparam name="T">What is taken out.</typeparam>
/// <typeparam name="TMemory">How shared memory is accessed.</typeparam>
public unsafe struct Consumer<T, TMemory>
    where T : unmanaged
    where TMemory : struct, ISharedMemory
{
    private byte* memory;
    private uint capacity;
    private uint head;
    private uint released;
    private uint knownTail;

    /// <summary>Elements it holds at most; zero for a queue that is not attached or has no room for any.</summary>
    public readonly uint Capacity => capacity;

    /// <summary>How many elements were ever taken out, modulo 2^32.</summary>
    public readonly uint Position => head;

    private readonly uint* TailIndex => (uint*)(memory + QueueLayout.Tail);

    private readonly uint* SpaceWanted => (uint*)(memory + QueueLayout.SpaceWanted);

    private readonly uint* HeadIndex => (uint*)(memory + QueueLayout.Head);

    private readonly uint* ElementWanted => (uint*)(memory + QueueLayout.ElementWanted);

    private readonly T* Elements => (T*)(memory + QueueLayout.Elements);

    /// <summary>
    /// Takes the consumer's side of the queue in a piece of memory, going on where an earlier life of this component left off.
    /// </summary>
    public static Consumer<T, TMemory> Attach(void* memory, ulong bytes)
    {
        var consumer = default(Consumer<T, TMemory>);
        consumer.memory = (byte*)memory;
        consumer.capacity = QueueLayout.Capacity(bytes, sizeof(T));
        consumer.head = consumer.capacity == 0 ? 0 : TMemory.Load(consumer.HeadIndex);
        consumer.released = consumer.head;
        consumer.knownTail = consumer.head;
        return consumer;
    }

    /// <summary>
    /// Takes the consumer's side as one that has taken so many elements; those behind are still there if no more was ever released.
    /// </summary>
    public static Consumer<T, TMemory> AttachAt(void* memory, ulong bytes, uint position)
    {
        var consumer = Attach(memory, bytes);
        consumer.head = position;
        consumer.knownTail = position;
        return consumer;
    }

    /// <summary>How many elements can be taken out now.</summary>
    public uint CountAvailable()
    {
        if (capacity == 0)
        {
            return 0;
        }

        var tail = TMemory.Load(TailIndex);
        if (tail - head > capacity)
        {
            tail = head;
        }

        knownTail = tail;
        return tail - head;
    }

    /// <summary>Takes out an element; false when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(out T element)
    {
        if (head == knownTail && CountAvailable() == 0)
        {
            element = default;
            return false;
        }

        element = TMemory.Read(Elements + (head & (capacity - 1)));
        head++;
        return true;
    }

    /// <summary>Takes out as many elements as there are and fit, and tells how many.</summary>
    public int Take(scoped Span<T> elements)
    {
        var count = (int)Math.Min((uint)elements.Length, CountAvailable());
        for (var i = 0; i < count; i++)
        {
            elements[i] = TMemory.Read(Elements + (head & (capacity - 1)));
            head++;
        }

        return count;
    }

    /// <summary>Gives the room of what was taken out back; true when the producer is to be signalled.</summary>
    public bool Release() => ReleaseTo(head);

    /// <summary>
    /// Gives the room of the elements before a position back, and keeps what was taken out behind it in its place, for a later life of
    /// this component; true when the producer is to be signalled.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReleaseTo(uint position)
    {
        var before = released;
        if (position == before)
        {
            return false;
        }

        released = position;
        TMemory.Store(HeadIndex, position);
        TMemory.Fence();
        return QueueLayout.HasPassed(TMemory.Load(SpaceWanted), before, position);
    }

    /// <summary>Asks for a signal when there is an element; false when there is one already, and none need be waited for.</summary>
    public bool MayWait() => MayWait(1);

    /// <summary>
    /// Asks for a signal when there are so many elements; false when there are already, and none need be waited for.
    /// </summary>
    /// <remarks>The request is visible before the index is read again, so a producer that publishes meanwhile is seen or sees it.</remarks>
    public bool MayWait(uint count)
    {
        if (capacity == 0)
        {
            return true;
        }

        var wanted = Math.Min(Math.Max(count, 1), capacity);
        TMemory.Store(ElementWanted, head + wanted - 1);
        TMemory.Fence();
        return CountAvailable() < wanted;
    }
}
