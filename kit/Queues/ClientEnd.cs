// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Queues;

/// <summary>The end of two queues that asks: each request has one completion.</summary>
/// <remarks>
/// What an earlier life of this component asked still goes on: the peer may use the memory that it named. Its completions are dropped;
/// while some are missing, the component <see cref="IsSettling"/>, and had better leave that memory alone.
/// </remarks>
/// <typeparam name="TRequest">What goes out.</typeparam>
/// <typeparam name="TCompletion">What comes back, of the same size.</typeparam>
public unsafe struct ClientEnd<TRequest, TCompletion>
    where TRequest : unmanaged
    where TCompletion : unmanaged
{
    private Producer<TRequest, SharedMemory> requests;
    private Consumer<TCompletion, SharedMemory> completions;
    private uint strange;
    private bool isAwaited;

    /// <summary>Requests without completion, those of earlier lives included.</summary>
    public readonly uint UnderWay => requests.Position - completions.Position;

    /// <summary>Whether something that an earlier life asked has not ended.</summary>
    public readonly bool IsSettling => strange != 0;

    /// <summary>Takes this end: requests in the first half of a region, completions in the second.</summary>
    /// <param name="memory">The region.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="hasLived">Whether an earlier life may have ended between showing something and telling of it.</param>
    public static ClientEnd<TRequest, TCompletion> Attach(void* memory, ulong bytes, bool hasLived)
    {
        var half = bytes / 2;
        var client = default(ClientEnd<TRequest, TCompletion>);
        client.requests = Producer<TRequest, SharedMemory>.Attach(memory, half);
        client.completions = Consumer<TCompletion, SharedMemory>.Attach((byte*)memory + half, half);
        client.strange = client.UnderWay <= client.completions.Capacity ? client.UnderWay : 0;
        client.isAwaited = hasLived;
        return client;
    }

    /// <summary>Asks, with <see cref="Flush"/>; false when as many requests are under way as there is room for completions.</summary>
    public bool TryStart(TRequest request) => UnderWay < completions.Capacity && requests.TryPut(request);

    /// <summary>Takes a completion.</summary>
    public bool TryTake(out TCompletion completion)
    {
        while (completions.TryTake(out completion))
        {
            if (strange == 0)
            {
                return true;
            }

            strange--;
        }

        return false;
    }

    /// <summary>Shows the peer what was asked and taken; true when it is to be notified.</summary>
    public bool Flush()
    {
        isAwaited |= requests.Publish();
        isAwaited |= completions.Release();
        var isNotified = isAwaited;
        isAwaited = false;
        return isNotified;
    }

    /// <summary>Asks for a notification when there is a completion; false when there is one.</summary>
    public bool MayWait() => completions.MayWait();
}
