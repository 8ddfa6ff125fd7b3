// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Tests.Kit;

/// <summary>Writes garbage into everything it can write, and notifies everybody it can notify, for ever.</summary>
[Component]
internal partial struct Vandal
{
    private const ulong Seed = 0x9e37_79b9_7f4a_7c15;
    private const int WordsInHeader = 40;
    private const uint Small = 0xfff;
    private const ulong WritesPerReport = 100_000;

    /// <summary>Few, so that nothing of it stands within what others write later.</summary>
    private const int MostReports = 2;

    private static ulong random = Seed;
    private static ulong writes;
    private static int reports;

    public static void Init()
    {
        while (true)
        {
            for (var i = 0; i < Configuration.RegionCount; i++)
            {
                Spoil(Configuration.Region(i).AsSpan<uint>());
            }

            Configuration.Channel((int)(Next() % (uint)Configuration.ChannelCount)).Notify();
            if (writes >= WritesPerReport && reports < MostReports)
            {
                writes = 0;
                reports++;
                DebugConsole.WriteLine("vandal: spoilt"u8);
            }
        }
    }

    /// <summary>
    /// Writes some words: indices of either queue of a region more often than anything else, and plausible values now and then.
    /// </summary>
    private static void Spoil(Span<uint> words)
    {
        var half = Next() % 2 == 0 ? 0 : words.Length / 2;
        var index = Next() % 4 == 0 ? (int)(Next() % (uint)words.Length) : half + (int)(Next() % WordsInHeader);
        var value = (uint)(Next() >> 16);
        Volatile.Write(ref words[index], Next() % 4 == 0 ? value & Small : value);
        writes++;
    }

    /// <summary>Marsaglia's xorshift generator, Journal of Statistical Software 8 (14), 2003.</summary>
    private static ulong Next()
    {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        return random;
    }
}
