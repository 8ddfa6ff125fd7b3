// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Services.Net;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>The link of a <see cref="Station"/>.</summary>
internal unsafe struct StationLink(nint station) : ILink<StationLink>
{
    private readonly nint station = station;

    /// <inheritdoc/>
    public static bool CompletesChecksums(StationLink* link) => Of(link).CompletesChecksums;

    /// <inheritdoc/>
    public static Resolution Resolve(StationLink* link, Ipv4Address address, bool isRefresh, out MacAddress mac) =>
        Of(link).Resolve(address, isRefresh, out mac);

    /// <inheritdoc/>
    public static byte* Reserve(StationLink* link) => Of(link).Reserve();

    /// <inheritdoc/>
    public static void Send(StationLink* link, byte* frame, int length, ChecksumRequest request) => Of(link).Send(frame, length, request);

    /// <inheritdoc/>
    public static void Release(StationLink* link, byte* frame) => Of(link).Release(frame);

    /// <inheritdoc/>
    public static void Recycle(StationLink* link, byte* frame) => Of(link).Recycle(frame);

    private static Station Of(StationLink* link) => (Station)GCHandle.FromIntPtr(link->station).Target!;
}
