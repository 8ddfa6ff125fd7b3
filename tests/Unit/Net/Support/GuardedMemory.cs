// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>Buffers that end where a page begins which nobody may touch: a byte too far ends the test process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Page = 4096;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* start;
    private readonly int count;

    /// <summary>Makes buffers of up to one page each.</summary>
    public GuardedMemory(int count)
    {
        this.count = count;
        start = (byte*)MemoryMap(null, (nuint)(count * 2 * Page), ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, (nint)start);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(0, MemoryProtect(start + (((i * 2) + 1) * Page), Page, 0));
        }
    }

    /// <summary>A buffer of exactly this length before the guard page.</summary>
    public byte* Buffer(int index, int length) => start + (((index * 2) + 1) * Page) - length;

    /// <inheritdoc/>
    public void Dispose() => Assert.Equal(0, MemoryUnmap(start, (nuint)(count * 2 * Page)));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* MemoryMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int MemoryProtect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MemoryUnmap(void* address, nuint length);
}
