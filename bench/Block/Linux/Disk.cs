// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Network.Linux;

namespace Caprock.Bench.Block.Linux;

/// <summary>The first partition of the disk, past Linux's cache.</summary>
internal static unsafe class Disk
{
    /// <summary>Source: Linux, uapi asm-generic/fcntl.h: O_RDWR and O_DIRECT.</summary>
    private const ulong ReadWriteDirect = 0x4002;

    private const ulong WriteOnly = 1;

    /// <summary>Its file.</summary>
    public static ulong File { get; private set; }

    /// <summary>Opens it; the kernel makes its name.</summary>
    public static void Open()
    {
        fixed (byte* kind = "devtmpfs\0"u8, place = "/dev\0"u8, name = "/dev/vda1\0"u8)
        {
            Os.Require(Os.Call(SystemCall.Mount, (ulong)kind, (ulong)place, (ulong)kind), "/dev"u8);
            File = Os.Require(Os.Call(SystemCall.Open, (ulong)name, ReadWriteDirect), "the disk"u8);
        }

        fixed (byte* kind = "sysfs\0"u8, place = "/sys\0"u8)
        {
            Os.Require(Os.Call(SystemCall.Mount, (ulong)kind, (ulong)place, (ulong)kind), "/sys"u8);
        }

        Set("/sys/block/vda/queue/scheduler\0"u8, "none"u8);
        Set("/sys/block/vda/queue/iostats\0"u8, "0"u8);
        Set("/sys/block/vda/queue/add_random\0"u8, "0"u8);
    }

    private static void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        fixed (byte* place = name, text = value)
        {
            var file = Os.Require(Os.Call(SystemCall.Open, (ulong)place, WriteOnly), "a setting"u8);
            Os.Require(Os.Call(SystemCall.Write, file, (ulong)text, (ulong)value.Length), "to set it"u8);
            _ = Os.Call(SystemCall.Close, file);
        }
    }

    /// <summary>Makes durable what was written.</summary>
    public static void Flush() => Os.Require(Os.Call(SystemCall.SynchroniseData, File), "fdatasync"u8);
}
