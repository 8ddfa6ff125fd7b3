// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>The memory of a world at one moment, to go back to.</summary>
public sealed unsafe class Snapshot
{
    private const int ChunkBytes = 64;

    private readonly (int Start, byte[] Bytes)[] stretches;
    private byte[] changes = new byte[4096];

    /// <summary>Takes a snapshot.</summary>
    public Snapshot(World world)
    {
        stretches = [.. world.ChangingMemory.Select(it => ((int)it.Start, new byte[Rounded(it.Bytes)]))];
        foreach ((int start, byte[] bytes) in stretches)
        {
            MemoryOf(world, start, bytes.Length).CopyTo(bytes);
        }
    }

    /// <summary>Goes back.</summary>
    public void Restore(World world)
    {
        foreach ((int start, byte[] bytes) in stretches)
        {
            bytes.CopyTo(MemoryOf(world, start, bytes.Length));
        }
    }

    /// <summary>What is different now: addresses of chunks, each followed by its bytes.</summary>
    public byte[] ChangesIn(World world)
    {
        int length = 0;
        foreach ((int start, byte[] bytes) in stretches)
        {
            ReadOnlySpan<byte> now = MemoryOf(world, start, bytes.Length);
            for (int at = 0; at < bytes.Length;)
            {
                int same = now[at..].CommonPrefixLength(bytes.AsSpan(at));
                at = (at + same) / ChunkBytes * ChunkBytes;
                if (at < bytes.Length)
                {
                    Append(ref length, start + at, now.Slice(at, ChunkBytes));
                    at += ChunkBytes;
                }
            }
        }

        return changes[..length];
    }

    /// <summary>Goes to the moment that changes describe.</summary>
    public void Restore(World world, byte[] changes)
    {
        Restore(world);
        for (int at = 0; at < changes.Length; at += sizeof(int) + ChunkBytes)
        {
            int chunk = BinaryPrimitives.ReadInt32LittleEndian(changes.AsSpan(at));
            changes.AsSpan(at + sizeof(int), ChunkBytes).CopyTo(MemoryOf(world, chunk, ChunkBytes));
        }
    }

    private static int Rounded(ulong bytes) => (int)(bytes + ChunkBytes - 1) / ChunkBytes * ChunkBytes;

    private static Span<byte> MemoryOf(World world, int start, int bytes) => new(world.Computer.Memory + start, bytes);

    private void Append(ref int length, int address, ReadOnlySpan<byte> chunk)
    {
        if (length + sizeof(int) + ChunkBytes > changes.Length)
        {
            Array.Resize(ref changes, changes.Length * 2);
        }

        BinaryPrimitives.WriteInt32LittleEndian(changes.AsSpan(length), address);
        chunk.CopyTo(changes.AsSpan(length + sizeof(int)));
        length += sizeof(int) + ChunkBytes;
    }
}
