// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Queues;

/// <summary>Where things are in the memory of a queue. README.md has the picture.</summary>
public static class QueueLayout
{
    /// <summary>How many elements the producer has ever published, modulo 2^32. Only the producer writes it.</summary>
    public const int Tail = 0;

    /// <summary>The producer wants a signal when the consumer gives back the element of this number. Only the producer writes it.</summary>
    public const int SpaceWanted = 4;

    /// <summary>How many elements the consumer has ever given back, modulo 2^32. Only the consumer writes it.</summary>
    public const int Head = 64;

    /// <summary>The consumer wants a signal when the producer publishes the element of this number. Only the consumer writes it.</summary>
    public const int ElementWanted = 68;

    /// <summary>The elements.</summary>
    public const int Elements = 128;

    /// <summary>Elements of a queue at most: indices that differ by more are wrong and not merely old.</summary>
    public const uint MostElements = 1u << 30;

    /// <summary>How many elements a queue in so much memory has: the largest power of two that fits; zero when none does.</summary>
    public static uint Capacity(ulong bytes, int elementBytes)
    {
        if (bytes < Elements + (ulong)elementBytes)
        {
            return 0;
        }

        var most = (bytes - Elements) / (ulong)elementBytes;
        uint capacity = 1;
        while (capacity < MostElements && capacity * 2ul <= most)
        {
            capacity *= 2;
        }

        return capacity;
    }

    /// <summary>Whether an index that went from one value to another has passed the element that a peer waits for.</summary>
    internal static bool HasPassed(uint wanted, uint before, uint after) => after - wanted - 1 < after - before;
}
