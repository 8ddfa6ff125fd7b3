// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;

namespace Caprock.Verification.Refinement.Records;

/// <summary>128 bits that stand for a set of records: the sum of a hash of each, so that the order is of no concern and a record can be
/// taken out again. Different sets have the same by accident only, with a probability of 2^-128 for each pair.</summary>
public readonly record struct Fingerprint(ulong Low, ulong High)
{
    private const ulong LowSeed = 0x9e3779b97f4a7c15;
    private const ulong HighSeed = 0xc2b2ae3d27d4eb4f;
    private const ulong LowFactor = 0xff51afd7ed558ccd;
    private const ulong HighFactor = 0xc4ceb9fe1a85ec53;
    private const int LowTurn = 29;
    private const int HighTurn = 37;

    public static Fingerprint operator +(Fingerprint left, Fingerprint right) => new(left.Low + right.Low, left.High + right.High);

    public static Fingerprint operator -(Fingerprint left, Fingerprint right) => new(left.Low - right.Low, left.High - right.High);

    /// <summary>Fingerprint of one record.</summary>
    public static Fingerprint Of(RecordKind kind, ulong container, ulong index, ReadOnlySpan<ulong> words)
    {
        ulong low = LowSeed;
        ulong high = HighSeed;
        Mix(ref low, ref high, ((ulong)kind << 32) | (uint)words.Length);
        Mix(ref low, ref high, container);
        Mix(ref low, ref high, index);
        foreach (ulong word in words)
        {
            Mix(ref low, ref high, word);
        }

        return new Fingerprint(Finish(low ^ high), Finish(high + BitOperations.RotateLeft(low, HighTurn)));
    }

    private static void Mix(ref ulong low, ref ulong high, ulong word)
    {
        low = BitOperations.RotateLeft((low ^ word) * LowFactor, LowTurn);
        high = (BitOperations.RotateLeft(high, HighTurn) + word) * HighFactor;
        high ^= low >> 32;
    }

    private static ulong Finish(ulong word)
    {
        word = (word ^ (word >> 33)) * LowFactor;
        word = (word ^ (word >> 33)) * HighFactor;
        return word ^ (word >> 33);
    }
}
