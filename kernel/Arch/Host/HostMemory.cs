// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;

namespace Caprock.Kernel.Arch.Host;

/// <summary>Zeroed memory at a round address with room behind it, so that objects lie as in a kernel's window.</summary>
/// <remarks>The address is aligned to 1 GiB and fits 47 bits, the object addresses of a capability. Pages cost nothing
/// until they are touched; the room behind is reserved for device addresses and traps when touched.</remarks>
internal sealed unsafe class HostMemory : IDisposable
{
    /// <summary>Distance of two computers' memories: addresses below it are physical addresses of devices.</summary>
    public const ulong WindowBytes = 64UL << 30;

    private const ulong FirstWindow = 0x1000_0000_0000;
    private const int NoAccess = 0;
    private const int ReadWrite = 3;
    private const int PrivateAnonymousNoReserve = 0x4022;

    private static readonly ConcurrentStack<ulong> FreeWindows = new();
    private static long windowCount;

    private readonly ulong window;

    public HostMemory(ulong bytes)
    {
        if (!FreeWindows.TryPop(out window))
        {
            window = FirstWindow + ((ulong)(Interlocked.Increment(ref windowCount) - 1) * WindowBytes);
        }

        Bytes = bytes;
        Start = (byte*)Map((void*)window, WindowBytes, NoAccess, PrivateAnonymousNoReserve, -1, 0);
        if (Start != (void*)window || Protect(Start, bytes, ReadWrite) != 0)
        {
            throw new OutOfMemoryException("no address range for a simulated computer's memory");
        }
    }

    /// <summary>First byte.</summary>
    public byte* Start { get; private set; }

    /// <summary>Size.</summary>
    public ulong Bytes { get; }

    public void Dispose()
    {
        if (Start != null)
        {
            _ = Unmap(Start, WindowBytes);
            Start = null;
            FreeWindows.Push(window);
        }
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern void* Map(void* hint, ulong bytes, int protection, int flags, int file, long offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(void* start, ulong bytes, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(void* start, ulong bytes);
}
