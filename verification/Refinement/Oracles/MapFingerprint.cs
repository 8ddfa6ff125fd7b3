// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Records;
using Dafny;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>The fingerprint of a map of the specification, made from that of the map that was looked at before: only entries whose value
/// is another object are hashed.</summary>
internal sealed class MapFingerprint<TKey, TValue>(Action<StateRecords, TKey, TValue> write)
    where TValue : class
{
    private readonly StateRecords scratch = new();
    private Map<TKey, TValue> last = Map<TKey, TValue>.Empty;
    private Fingerprint[] hashes = [];
    private Fingerprint[] spare = [];
    private Fingerprint sum;

    /// <summary>Fingerprint of the records of all entries.</summary>
    public Fingerprint Of(IMap<TKey, TValue> map)
    {
        var now = Map<TKey, TValue>.FromIMap(map);
        if (ReferenceEquals(now, last))
        {
            return sum;
        }

        if (now.SharesKeysWith(last))
        {
            Update(now);
        }
        else
        {
            Rebuild(now);
        }

        last = now;
        return sum;
    }

    private void Update(Map<TKey, TValue> now)
    {
        ReadOnlySpan<TValue> values = now.ValueList;
        ReadOnlySpan<TValue> old = last.ValueList;
        for (int i = 0; i < values.Length; i++)
        {
            if (!ReferenceEquals(values[i], old[i]))
            {
                Fingerprint hash = HashOf(now.KeyList[i], values[i]);
                sum = sum - hashes[i] + hash;
                hashes[i] = hash;
            }
        }
    }

    private void Rebuild(Map<TKey, TValue> now)
    {
        if (spare.Length < now.Count)
        {
            spare = new Fingerprint[now.Count * 2];
        }

        sum = default;
        int known = 0;
        for (int i = 0; i < now.Count; i++)
        {
            while (known < last.Count && last.HashList[known] < now.HashList[i])
            {
                known++;
            }

            bool isKnown = known < last.Count && ReferenceEquals(last.ValueList[known], now.ValueList[i])
                && EqualityComparer<TKey>.Default.Equals(last.KeyList[known], now.KeyList[i]);
            spare[i] = isKnown ? hashes[known] : HashOf(now.KeyList[i], now.ValueList[i]);
            sum += spare[i];
        }

        (hashes, spare) = (spare, hashes);
    }

    private Fingerprint HashOf(TKey key, TValue value)
    {
        scratch.Clear();
        write(scratch, key, value);
        return scratch.Fingerprint;
    }
}
