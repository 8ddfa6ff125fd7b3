// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Subjects;

/// <summary>The memory of a world at one moment, to go back to.</summary>
public sealed unsafe class Snapshot
{
    private const int ChunkBytes = 64;

    private readonly byte[] bytes;

    /// <summary>Takes a snapshot.</summary>
    public Snapshot(World world)
    {
        bytes = new byte[(world.EndOfState + ChunkBytes - 1) / ChunkBytes * ChunkBytes];
        MemoryOf(world).CopyTo(bytes);
    }

    /// <summary>Goes back.</summary>
    public void Restore(World world) => bytes.CopyTo(MemoryOf(world));

    /// <summary>What is different now: numbers of chunks, each followed by its bytes.</summary>
    public byte[] ChangesIn(World world)
    {
        ReadOnlySpan<byte> now = MemoryOf(world);
        var changes = new MemoryStream(1024);
        for (int at = 0; at < bytes.Length;)
        {
            int same = now[at..].CommonPrefixLength(bytes.AsSpan(at));
            at = (at + same) / ChunkBytes * ChunkBytes;
            if (at < bytes.Length)
            {
                changes.Write(BitConverter.GetBytes(at));
                changes.Write(now.Slice(at, ChunkBytes));
                at += ChunkBytes;
            }
        }

        return changes.ToArray();
    }

    /// <summary>Goes to the moment that changes describe.</summary>
    public void Restore(World world, byte[] changes)
    {
        Restore(world);
        Span<byte> memory = MemoryOf(world);
        for (int at = 0; at < changes.Length; at += sizeof(int) + ChunkBytes)
        {
            int chunk = BitConverter.ToInt32(changes, at);
            changes.AsSpan(at + sizeof(int), ChunkBytes).CopyTo(memory[chunk..]);
        }
    }

    private Span<byte> MemoryOf(World world) => new(world.Computer.Memory, bytes.Length);
}
