// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Services.Net;

namespace Caprock.Tests.Tap;

/// <summary>The stack's link to a <see cref="HostStack"/>.</summary>
public readonly unsafe struct TapLink(nint host) : ILink<TapLink>
{
    private readonly nint host = host;

    /// <inheritdoc/>
    public static bool CompletesChecksums(TapLink* link) => false;

    /// <inheritdoc/>
    public static Resolution Resolve(TapLink* link, Ipv4Address address, bool isRefresh, out MacAddress mac)
    {
        mac = default;
        return Resolution.None;
    }

    /// <inheritdoc/>
    public static byte* Reserve(TapLink* link) => Of(link).Reserve();

    /// <inheritdoc/>
    public static void Send(TapLink* link, byte* frame, int length, ChecksumRequest request) => Of(link).Send(frame, length);

    /// <inheritdoc/>
    public static void Release(TapLink* link, byte* frame) => Of(link).Return(frame);

    /// <inheritdoc/>
    public static void Recycle(TapLink* link, byte* frame) => Of(link).Return(frame);

    private static HostStack Of(TapLink* link) => (HostStack)GCHandle.FromIntPtr(link->host).Target!;
}
