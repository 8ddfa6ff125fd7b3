// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>
/// Whose turn it is: each client's, for as many bytes as its share is worth, less what it sent too much in its last turn (deficit round
/// robin).
/// </summary>
/// <remarks>
/// Source: Shreedhar, Varghese: Efficient Fair Queuing Using Deficit Round-Robin, IEEE/ACM Transactions on Networking 4 (3), 1996.
/// </remarks>
internal static class Schedule
{
    /// <summary>Bytes of a turn for a share of one: a frame of the largest size.</summary>
    private const long BytesOfShare = 1514;

    /// <summary>Bytes that a frame takes at least, with what the card adds around it.</summary>
    private const uint FewestBytes = 84;

    private static Shares shares;
    private static long left;
    private static bool isInTurn;
    private static Shares owed;

    /// <summary>The client whose turn it is.</summary>
    public static int Current { get; private set; }

    /// <summary>Whether it may send another frame.</summary>
    public static bool MaySend
    {
        get
        {
            if (!isInTurn)
            {
                isInTurn = true;
                left = (Math.Max(shares[Current], 1) * BytesOfShare) - owed[Current];
            }

            return left > 0;
        }
    }

    /// <summary>A frame of so many bytes was sent.</summary>
    public static void Charge(uint bytes) => left -= Math.Max(bytes, FewestBytes);

    /// <summary>It is the next client's turn. What was sent too much is owed; what was not sent is not saved.</summary>
    public static void Next(int clientCount)
    {
        owed[Current] = (uint)Math.Max(-left, 0);
        isInTurn = false;
        Current = (Current + 1) % clientCount;
    }

    /// <summary>Says what a client's share is.</summary>
    public static bool TrySetShare(int client, uint share)
    {
        shares[client] = Math.Min(share, NetworkLimits.LargestShare);
        return share <= NetworkLimits.LargestShare;
    }
}
