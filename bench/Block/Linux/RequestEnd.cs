// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Bench.Block.Linux;

/// <summary>struct io_event. Source: Linux, uapi linux/aio_abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RequestEnd
{
    /// <summary>What the request had.</summary>
    public ulong Data;

    /// <summary>The request.</summary>
    public ulong Request;

    /// <summary>Bytes transferred, or an error.</summary>
    public long Result;

    /// <summary>More of it.</summary>
    public long Second;
}
