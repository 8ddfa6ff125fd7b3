// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Tcp;

/// <summary>Finds flows by their key.</summary>
/// <remarks>
/// The hash is a multiplication by a secret odd number: two keys share a bucket with a probability of at most two in the number of buckets,
/// whoever chooses the keys. Source: Dietzfelbinger and others, "A Reliable Randomized Algorithm for the Closest-Pair Problem", 1997, 2.2.
/// </remarks>
internal unsafe struct FlowTable
{
    private Flow** buckets;
    private ulong multiplier;
    private int shift;

    /// <summary>Sets up an empty table over cleared memory.</summary>
    /// <param name="lists">The buckets.</param>
    /// <param name="count">How many: a power of two above 1.</param>
    /// <param name="secret">Unpredictable.</param>
    public void Initialize(Flow** lists, int count, ulong secret)
    {
        buckets = lists;
        multiplier = secret | 1;
        shift = 64 - BitOperations.Log2((uint)count);
    }

    /// <summary>The flow with a key; null for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Flow* Find(ulong key)
    {
        var flow = *Bucket(key);
        while (flow != null && flow->Key != key)
        {
            flow = flow->Next;
        }

        return flow;
    }

    /// <summary>Adds a flow whose key no other has.</summary>
    public readonly void Insert(Flow* flow)
    {
        var bucket = Bucket(flow->Key);
        flow->Next = *bucket;
        *bucket = flow;
    }

    /// <summary>Takes a flow out that is in the table.</summary>
    public readonly void Remove(Flow* flow)
    {
        var at = Bucket(flow->Key);
        while (*at != flow)
        {
            at = &(*at)->Next;
        }

        *at = flow->Next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Flow** Bucket(ulong key) => buckets + ((key * multiplier) >> shift);
}
