// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Block.Agreement;

/// <summary>What both systems are asked to do; compiled into each side.</summary>
/// <remarks>A row is asked for by its letter on the serial line, and its end is told there.</remarks>
internal struct Work
{
    /// <summary>The row that does nothing, to know what asking costs.</summary>
    public const byte Nothing = (byte)'z';

    /// <summary>Bytes of the disk that are used.</summary>
    public const uint AreaBytes = 64 << 20;

    private const uint Small = 4096;
    private const uint Large = 128 << 10;
    private const uint Mebibyte = 1 << 20;

    /// <summary>Bytes of a request.</summary>
    public uint Bytes;

    /// <summary>Requests.</summary>
    public uint Count;

    /// <summary>How many are under way at once.</summary>
    public uint AtOnce;

    /// <summary>Whether they write.</summary>
    public bool Writes;

    /// <summary>Whether each write is made durable before the next one; otherwise only the last.</summary>
    public bool FlushesEach;

    /// <summary>Whether they go all over the area.</summary>
    public bool IsRandom;

    private uint seed;
    private uint next;

    /// <summary>A row by its letter; false when there is none.</summary>
    public static bool TryFind(byte letter, out Work work)
    {
        work.Bytes = letter is (byte)'a' or (byte)'b' or (byte)'d' ? Small : letter is (byte)'C' or (byte)'E' ? Mebibyte : Large;
        work.Count = letter switch
        {
            (byte)'a' => 2048,
            (byte)'b' => 4096,
            (byte)'d' => 512,
            _ => AreaBytes / work.Bytes,
        };
        work.AtOnce = letter switch { (byte)'b' => 16, (byte)'c' or (byte)'e' => 4, _ => 1 };
        work.Writes = letter is (byte)'d' or (byte)'e' or (byte)'E';
        work.FlushesEach = letter == (byte)'d';
        work.IsRandom = work.Bytes == Small;
        work.seed = 1;
        work.next = 0;
        return letter is >= (byte)'a' and <= (byte)'e' or (byte)'C' or (byte)'E';
    }

    /// <summary>Where the next request goes, in bytes.</summary>
    public uint NextOffset()
    {
        if (!IsRandom)
        {
            next += Bytes;
            return (next - Bytes) % AreaBytes;
        }

        // Numerical Recipes' linear congruential generator; its upper bits are random enough.
        seed = (seed * 1_664_525) + 1_013_904_223;
        return (seed >> 8) % (AreaBytes / Bytes) * Bytes;
    }
}
