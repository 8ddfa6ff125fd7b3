// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>Whose turn it is: each client's, for 16 frames.</summary>
internal static class Schedule
{
    private const int Turn = 16;

    private static int count;

    /// <summary>The client whose turn it is.</summary>
    public static int Current { get; private set; }

    /// <summary>Whether it may send another frame.</summary>
    public static bool MaySend => count < Turn;

    /// <summary>A frame of so many bytes was sent.</summary>
    public static void Charge(uint bytes) => count++;

    /// <summary>It is the next client's turn.</summary>
    public static void Next(int clientCount)
    {
        Current = (Current + 1) % clientCount;
        count = 0;
    }

    /// <summary>Everybody has the same share.</summary>
    public static bool TrySetShare(int client, uint share) => false;
}
