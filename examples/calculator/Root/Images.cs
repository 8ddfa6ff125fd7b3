// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Calculator;

/// <summary>The programs of the components, which the build embeds in the root task.</summary>
internal static unsafe class Images
{
    /// <summary>The serial driver.</summary>
    public static ReadOnlySpan<byte> Serial => new(SerialStart(), (int)SerialLength());

    /// <summary>The calculator.</summary>
    public static ReadOnlySpan<byte> Server => new(ServerStart(), (int)ServerLength());

    /// <summary>The clumsy component.</summary>
    public static ReadOnlySpan<byte> Clumsy => new(ClumsyStart(), (int)ClumsyLength());

    [RuntimeImport("serial_image_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* SerialStart();

    [RuntimeImport("serial_image_length")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong SerialLength();

    [RuntimeImport("server_image_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* ServerStart();

    [RuntimeImport("server_image_length")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ServerLength();

    [RuntimeImport("clumsy_image_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* ClumsyStart();

    [RuntimeImport("clumsy_image_length")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ClumsyLength();
}
