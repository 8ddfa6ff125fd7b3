// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Ethernet;

/// <summary>Writes the header of a frame. Source: RFC 894.</summary>
internal static unsafe class EthernetHeader
{
    /// <summary>Writes a header; the destination may follow later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(byte* frame, MacAddress destination, MacAddress source, ushort type)
    {
        *(ulong*)frame = destination.Wire | (source.Wire << 48);
        *(uint*)(frame + 8) = (uint)(source.Wire >> 16);
        *(ushort*)(frame + Frame.Type) = type;
    }

    /// <summary>Writes the destination of a frame whose source is already there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteDestination(byte* frame, MacAddress destination) => destination.Write(frame);
}
