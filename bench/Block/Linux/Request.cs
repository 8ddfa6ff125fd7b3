// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Bench.Block.Linux;

/// <summary>struct iocb. Source: Linux, uapi linux/aio_abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Request
{
    /// <summary>Operation: reads at a place.</summary>
    public const ushort Read = 0;

    /// <summary>Operation: writes at a place.</summary>
    public const ushort Write = 1;

    /// <summary>What its event brings back.</summary>
    public ulong Data;

    /// <summary>The kernel's.</summary>
    public uint Key;

    /// <summary>Zero.</summary>
    public uint Flags;

    /// <summary><see cref="Read"/>, <see cref="Write"/>.</summary>
    public ushort Operation;

    /// <summary>Zero.</summary>
    public short Priority;

    /// <summary>The file.</summary>
    public uint File;

    /// <summary>Where the data is.</summary>
    public ulong Memory;

    /// <summary>Bytes.</summary>
    public ulong Bytes;

    /// <summary>Where in the file.</summary>
    public ulong Offset;

    /// <summary>Zero.</summary>
    public ulong Reserved;

    /// <summary>Zero.</summary>
    public ulong Event;
}
