// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>What the stack sends its frames through.</summary>
/// <remarks>
/// Every call is decided at compile time. Frames are Ethernet without frame check sequence, at most <see cref="Frame.MaximumBytes"/>.
/// </remarks>
/// <typeparam name="TSelf">The link itself.</typeparam>
public unsafe interface ILink<TSelf>
    where TSelf : unmanaged, ILink<TSelf>
{
    /// <summary>Whether the link completes checksums of TCP and UDP in what it sends; always the same answer.</summary>
    static abstract bool CompletesChecksums(TSelf* link);

    /// <summary>
    /// Asks for the Ethernet address of a neighbour, where somebody beside the stack does the station's ARP.
    /// </summary>
    /// <param name="link">The link.</param>
    /// <param name="address">Whose.</param>
    /// <param name="isRefresh">Whether an address is known, and is to be heard anew.</param>
    /// <param name="mac">The address, if it is known.</param>
    static abstract Resolution Resolve(TSelf* link, Ipv4Address address, bool isRefresh, out MacAddress mac);

    /// <summary>
    /// Takes a free buffer of at least <see cref="Frame.MaximumBytes"/> bytes to write a frame into; null when there is none.
    /// </summary>
    static abstract byte* Reserve(TSelf* link);

    /// <summary>Sends what was written into a reserved buffer; the link owns it from here.</summary>
    static abstract void Send(TSelf* link, byte* frame, int length, ChecksumRequest request);

    /// <summary>Gives a reserved buffer back unsent.</summary>
    static abstract void Release(TSelf* link, byte* frame);

    /// <summary>Gives back the buffer of a received frame that <see cref="NetworkStack{TLink}.Receive"/> kept.</summary>
    static abstract void Recycle(TSelf* link, byte* frame);
}
