// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;

namespace Caprock.Tests.Unit.Fat;

/// <summary>Many operations under way at once, on a disk that completes in any order.</summary>
public sealed unsafe class ConcurrencyTests
{
    private const int Files = 6;
    private const int FileBytes = 40_000;
    private const int Slots = 16;
    private const uint BufferBytes = 8192;

    [Theory]
    [InlineData("16", 1, 32, 1)]
    [InlineData("16", 2, 32, 3)]
    [InlineData("16-large", 3, 32, 8)]
    [InlineData("32", 4, 40, 20)]
    [InlineData("32", 5, 128, 64)]
    public void Reads_and_writes_at_once_do_what_they_would_do_one_after_the_other(string kind, int seed, int cacheSectors, int depth)
    {
        var disk = new Disk(Tools.Make(kind), seed) { Depth = depth };
        using var volume = Volume.Mounted(disk, cacheSectors);
        var contents = new byte[Files][];
        var handles = new uint[Files];
        for (var file = 0; file < Files; file++)
        {
            contents[file] = VolumeTests.Bytes(FileBytes, seed + file);
            volume.WriteFile($"file {file}", contents[file]);
            handles[file] = volume.Open($"file {file}", OpenModes.Write);
        }

        var memory = (byte*)NativeMemory.AllocZeroed(Slots * BufferBytes);
        var expected = new byte[Slots][];
        var random = new Random(seed);
        var left = 3000;
        var underWay = 0;
        for (var step = 0; left > 0 || underWay > 0; step++)
        {
            Assert.True(step < 2_000_000, "operations do not end");
            while (left > 0 && underWay < Slots && volume.Fat.Reserve() is var operation && operation != null)
            {
                var slot = Array.IndexOf(expected, null);
                Begin(operation, slot, memory, handles, contents, random, expected);
                volume.Fat.Start(operation);
                underWay++;
                left--;
            }

            volume.Fat.Run();
            for (var finished = volume.Fat.PeekFinished(); finished != null; finished = volume.Fat.PeekFinished())
            {
                Check(finished, expected);
                expected[(int)finished->Tag] = null!;
                volume.Fat.Release(finished);
                underWay--;
            }

            if (underWay > 0 && disk.HasWaiting)
            {
                var (id, hasSucceeded) = disk.CompleteOne();
                volume.Fat.Complete(id, hasSucceeded);
            }
        }

        for (var file = 0; file < Files; file++)
        {
            Assert.Equal(FatStatus.Done, volume.Close(handles[file]));
            Assert.Equal(contents[file], volume.ReadFile($"file {file}"));
        }

        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Empty(Tools.Check(disk.Image));
        NativeMemory.Free(memory);
    }

    private static void Begin(
        FatOperation* operation, int slot, byte* memory, uint[] handles, byte[][] contents, Random random, byte[][] expected)
    {
        var file = random.Next(Files);
        var data = contents[file];
        var offset = random.Next(2) == 0 ? random.Next(data.Length) : random.Next(data.Length / 512) * 512;
        var length = Math.Min(random.Next(2) == 0 ? random.Next(1, (int)BufferBytes) : 4096, data.Length - offset);
        var buffer = memory + (slot * BufferBytes);
        operation->Tag = (ulong)slot;
        operation->Handle = handles[file];
        operation->Offset = (ulong)offset;
        operation->Length = (uint)length;
        operation->Data = buffer;
        switch (random.Next(8))
        {
            case 0:
                var bytes = VolumeTests.Bytes(length, random.Next());
                bytes.CopyTo(new Span<byte>(buffer, length));
                bytes.CopyTo(data, offset);
                operation->Command = FatCommand.Write;
                expected[slot] = bytes;
                break;
            case 1:
                operation->Command = random.Next(4) == 0 ? FatCommand.Flush : FatCommand.StatHandle;
                expected[slot] = [];
                break;
            case 2:
                var path = Encoding.UTF8.GetBytes($"FILE {file}");
                path.CopyTo(new Span<byte>(buffer, path.Length));
                operation->Command = FatCommand.Stat;
                operation->Path = buffer;
                operation->PathLength = (uint)path.Length;
                expected[slot] = [];
                break;
            default:
                operation->Command = FatCommand.Read;
                expected[slot] = data.AsSpan(offset, length).ToArray();
                break;
        }
    }

    private static void Check(FatOperation* operation, byte[][] expected)
    {
        Assert.Equal(FatStatus.Done, operation->Status);
        var bytes = expected[(int)operation->Tag];
        if (operation->Command is FatCommand.Read or FatCommand.Write)
        {
            Assert.Equal(bytes.Length, (int)operation->Transferred);
            Assert.True(bytes.AsSpan().SequenceEqual(new Span<byte>(operation->Data, bytes.Length)));
        }
        else if (operation->Command != FatCommand.Flush)
        {
            Assert.Equal((ulong)FileBytes, operation->Value);
        }
    }
}
