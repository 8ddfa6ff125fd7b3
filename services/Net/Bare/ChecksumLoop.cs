// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Bare;

/// <summary>The loop of the checksum, with the carry of the processor.</summary>
internal static unsafe class ChecksumLoop
{
    /// <summary>The one's complement sum of so many blocks of 64 bytes, at least one, as 64-bit words.</summary>
    [RuntimeImport("net_checksum_add")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Add(byte* data, ulong blocks);
}
