// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Queues;

/// <summary>
/// The end of two queues that is asked: each request has one completion, which has the same position in the other queue.
/// </summary>
/// <remarks>
/// Requests end in any order, but their completions are shown in the order of the requests, and a request is given back only when its
/// completion is shown. So the completions tell how far an earlier life of this component came: it completed the requests before that
/// position, and nobody has heard of the end of any behind it. Those are taken again.
/// </remarks>
/// <typeparam name="TRequest">What comes in.</typeparam>
/// <typeparam name="TCompletion">What goes out, of the same size.</typeparam>
public unsafe struct ServerEnd<TRequest, TCompletion>
    where TRequest : unmanaged
    where TCompletion : unmanaged
{
    private Consumer<TRequest, SharedMemory> requests;
    private Producer<TCompletion, SharedMemory> completions;
    private DoneBits done;
    private bool isAwaited;

    /// <summary>Requests that were taken and whose completions are not to be shown yet.</summary>
    public readonly uint Owed => requests.Position - completions.Position;

    /// <summary>Whether another request could be completed; if not, the peer does not take its completions, or too many are owed.</summary>
    public bool HasRoom => Owed < ServerLimits.MostOwed && completions.CountFree() > Owed;

    /// <summary>Takes this end: requests in the first half of a region, completions in the second.</summary>
    /// <param name="memory">The region.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="hasLived">Whether an earlier life may have ended between showing something and telling of it.</param>
    public static ServerEnd<TRequest, TCompletion> Attach(void* memory, ulong bytes, bool hasLived)
    {
        var half = bytes / 2;
        var server = default(ServerEnd<TRequest, TCompletion>);
        server.completions = Producer<TCompletion, SharedMemory>.Attach((byte*)memory + half, half);
        server.requests = Consumer<TRequest, SharedMemory>.AttachAt(memory, half, server.completions.Position);
        server.isAwaited = hasLived;
        return server;
    }

    /// <summary>Takes a request, if its completion will find room; a peer that does not take its completions is not served.</summary>
    public bool TryTake(out TRequest request, out ushort ticket)
    {
        ticket = (ushort)requests.Position;
        if (HasRoom && requests.TryTake(out request))
        {
            return true;
        }

        request = default;
        return false;
    }

    /// <summary>Completes a request that was taken, with <see cref="Flush"/>. A ticket that is not owed is passed over.</summary>
    public void Complete(ushort ticket, TCompletion completion)
    {
        var distance = (ushort)(ticket - completions.Position);
        if (distance >= Owed)
        {
            return;
        }

        // There is room, unless the peer writes wrong indices, and then it loses completions.
        var position = completions.Position + distance;
        completions.Write(position, completion);
        done[WordOf(position)] |= BitOf(position);
        while (Owed != 0 && (done[WordOf(completions.Position)] & BitOf(completions.Position)) != 0)
        {
            done[WordOf(completions.Position)] &= ~BitOf(completions.Position);
            completions.Advance();
        }
    }

    /// <summary>Shows the peer what was completed; true when it is to be notified.</summary>
    public bool Flush()
    {
        isAwaited |= completions.Publish();
        isAwaited |= requests.ReleaseTo(completions.Position);
        var isNotified = isAwaited;
        isAwaited = false;
        return isNotified;
    }

    /// <summary>Asks for a notification when something can be taken; false when something can.</summary>
    public bool MayWait()
    {
        if (Owed >= ServerLimits.MostOwed)
        {
            return true;
        }

        return completions.CountFree() <= Owed ? completions.MayWait(Owed + 1) : requests.MayWait();
    }

    private static int WordOf(uint position) => (int)(position % ServerLimits.MostOwed / 64);

    private static ulong BitOf(uint position) => 1ul << (int)(position % 64);
}
