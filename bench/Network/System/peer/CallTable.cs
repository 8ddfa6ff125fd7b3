// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Peer;

/// <summary>The parties of calls: port 20000 + n speaks with port 30000 + n.</summary>
internal static class CallTable
{
    private const ushort FirstParties = 20_000;
    private const ushort SecondParties = 30_000;
    private const ushort Calls = 500;

    /// <summary>With whom a port speaks; 0 for nobody.</summary>
    public static ushort PartnerOf(ushort port)
    {
        var first = (uint)(port - FirstParties);
        if (first < Calls)
        {
            return (ushort)(SecondParties + first);
        }

        var second = (uint)(port - SecondParties);
        return second < Calls ? (ushort)(FirstParties + second) : (ushort)0;
    }
}
