// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Portable;

/// <summary>The loop of the checksum in C#.</summary>
/// <remarks>
/// Two accumulators make the carries superfluous: <c>total</c> adds whole words modulo 2^64 and <c>high</c> adds their upper halves exactly;
/// what the lower halves add up to is their difference.
/// </remarks>
internal static unsafe class ChecksumLoop
{
    private const int BlockBytes = 64;

    /// <summary>The one's complement sum of so many blocks of 64 bytes, at least one, as 64-bit words.</summary>
    public static ulong Add(byte* data, ulong blocks)
    {
        ulong total = 0;
        ulong high = 0;
        for (var end = data + (blocks * BlockBytes); data != end; data += sizeof(ulong) * 2)
        {
            total += *(ulong*)data;
            high += *(uint*)(data + 4);
            total += *(ulong*)(data + 8);
            high += *(uint*)(data + 12);
        }

        return total - (high << 32) + high;
    }
}
