// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Caprock.Tools.Emulator;

/// <summary>The memory of a virtual machine, which is a file that QEMU maps.</summary>
public sealed class GuestMemory : IDisposable
{
    /// <summary>Bytes of a page.</summary>
    public const int PageBytes = 4096;

    private const string SharedMemory = "/dev/shm";
    private const int ChunkBytes = 1 << 20;
    private const ulong HashSeed = 0xcbf2_9ce4_8422_2325;
    private const ulong HashMultiplier = 0x9e37_79b9_7f4a_7c15;

    private readonly string path;
    private readonly SafeFileHandle file;

    /// <summary>Makes memory of a size, all of it zero.</summary>
    public GuestMemory(int megabytes)
    {
        Megabytes = megabytes;
        path = Path.Combine(Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath(), $"caprock-{Guid.NewGuid():n}");
        file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.SetLength(file, (long)megabytes << 20);
    }

    /// <summary>Its size.</summary>
    public int Megabytes { get; }

    /// <summary>Arguments of QEMU that name it.</summary>
    public IReadOnlyList<string> Arguments => ["-object", $"memory-backend-file,id=ram,size={Megabytes}M,mem-path={path},share=on"];

    /// <summary>Pages of it.</summary>
    public int PageCount => Megabytes << 8;

    /// <summary>A machine that has it for its memory.</summary>
    public QemuMachine In(QemuMachine machine) =>
        machine with { Board = $"{machine.Board},memory-backend=ram", MemoryMegabytes = Megabytes };

    /// <summary>Reads bytes.</summary>
    public void Read(ulong address, Span<byte> bytes)
    {
        if (RandomAccess.Read(file, bytes, (long)address) != bytes.Length)
        {
            throw new GuestException($"There is no memory of {bytes.Length} bytes at 0x{address:x}.");
        }
    }

    /// <summary>Reads a structure.</summary>
    public T Read<T>(ulong address)
        where T : unmanaged
    {
        T value = default;
        Read(address, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>Reads a page of words.</summary>
    public ulong[] ReadPage(ulong address)
    {
        var words = new ulong[PageBytes / sizeof(ulong)];
        Read(address, MemoryMarshal.AsBytes(words.AsSpan()));
        return words;
    }

    /// <summary>Writes structures.</summary>
    public void Write<T>(ulong address, ReadOnlySpan<T> values)
        where T : unmanaged => RandomAccess.Write(file, MemoryMarshal.AsBytes(values), (long)address);

    /// <summary>A number for the contents of each page; another one when they change.</summary>
    public ulong[] Hash()
    {
        var hashes = new ulong[PageCount];
        var chunk = new byte[ChunkBytes];
        for (var start = 0; start < PageCount; start += ChunkBytes / PageBytes)
        {
            Read((ulong)start * PageBytes, chunk);
            for (var page = 0; page < ChunkBytes / PageBytes; page++)
            {
                hashes[start + page] = HashOf(MemoryMarshal.Cast<byte, ulong>(chunk.AsSpan(page * PageBytes, PageBytes)));
            }
        }

        return hashes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        File.Delete(path);
    }

    private static ulong HashOf(ReadOnlySpan<ulong> words)
    {
        var hash = HashSeed;
        foreach (var word in words)
        {
            hash = (hash ^ word) * HashMultiplier;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
