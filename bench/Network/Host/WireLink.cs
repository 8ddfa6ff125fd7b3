// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Services.Net;

namespace Caprock.Bench.Network.Host;

/// <summary>The link of the stack that a <see cref="WebLoad"/> asks with.</summary>
internal readonly unsafe struct WireLink(nint load) : ILink<WireLink>
{
    private readonly nint load = load;

    /// <inheritdoc/>
    public static bool CompletesChecksums(WireLink* link) => false;

    /// <inheritdoc/>
    public static Resolution Resolve(WireLink* link, Ipv4Address address, bool isRefresh, out MacAddress mac)
    {
        mac = default;
        return Resolution.None;
    }

    /// <inheritdoc/>
    public static byte* Reserve(WireLink* link) => Of(link).Reserve();

    /// <inheritdoc/>
    public static void Send(WireLink* link, byte* frame, int length, ChecksumRequest request) => Of(link).Send(frame, length);

    /// <inheritdoc/>
    public static void Release(WireLink* link, byte* frame) => Of(link).Return(frame);

    /// <inheritdoc/>
    public static void Recycle(WireLink* link, byte* frame) => Of(link).Return(frame);

    private static WebLoad Of(WireLink* link) => (WebLoad)GCHandle.FromIntPtr(link->load).Target!;
}
