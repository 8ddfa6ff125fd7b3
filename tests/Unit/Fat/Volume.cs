// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Caprock.Tests.Unit.Fat;

/// <summary>A mounted volume, its operations one after the other.</summary>
internal sealed unsafe class Volume : IDisposable
{
    /// <summary>Steps that an operation may take; far more than any needs.</summary>
    private const int MostSteps = 3_000_000;

    private readonly byte* memory;
    private readonly TestDevice* device;
    private readonly byte* buffer;
    private readonly uint bufferBytes;

    public Volume(Disk disk, int cacheSectors = 64, int bufferBytes = 1 << 20, uint markedClusters = 100_000)
    {
        Disk = disk;
        var options = FatOptions.Usual;
        options.CacheSectors = cacheSectors;
        options.Operations = Math.Min(options.Operations, cacheSectors / 2);
        options.Files = 16;
        options.MarkedClusters = markedClusters;
        var bytes = FatVolume<TestDevice>.RequiredBytes(ref options);
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        device = (TestDevice*)NativeMemory.AllocZeroed((nuint)sizeof(TestDevice));
        device->Key = disk.Key;
        this.bufferBytes = (uint)bufferBytes;
        buffer = (byte*)NativeMemory.AllocZeroed((nuint)bufferBytes + 8192);
        Fat = FatVolume<TestDevice>.Create(memory, bytes, ref options, device);
        Assert.True(Fat.IsValid);
    }

    public Disk Disk { get; }

    public FatVolume<TestDevice> Fat { get; }

    private byte* PathAt => buffer + bufferBytes;

    public static Volume Mounted(Disk disk, int cacheSectors = 64)
    {
        var volume = new Volume(disk, cacheSectors);
        Assert.Equal(FatStatus.Done, volume.Mount());
        return volume;
    }

    public FatStatus Mount() => Finish(Begin(FatCommand.Mount)).Status;

    public FatStatus TryOpen(string path, OpenModes modes, out uint handle) => TryOpen(path, modes, out handle, out _);

    public FatStatus TryOpen(string path, OpenModes modes, out uint handle, out ulong size)
    {
        var operation = Begin(FatCommand.Open, path);
        operation->Modes = modes;
        var result = Finish(operation);
        handle = result.Handle;
        size = result.Value;
        return result.Status;
    }

    public uint Open(string path, OpenModes modes)
    {
        Assert.Equal(FatStatus.Done, TryOpen(path, modes, out var handle));
        return handle;
    }

    public FatStatus Close(uint handle)
    {
        var operation = Begin(FatCommand.Close);
        operation->Handle = handle;
        return Finish(operation).Status;
    }

    public (FatStatus Status, int Bytes) Write(uint handle, ulong offset, ReadOnlySpan<byte> data)
    {
        data.CopyTo(new Span<byte>(buffer, (int)bufferBytes));
        var operation = Begin(FatCommand.Write);
        operation->Handle = handle;
        operation->Offset = offset;
        operation->Data = buffer;
        operation->Length = (uint)data.Length;
        var result = Finish(operation);
        return (result.Status, (int)result.Transferred);
    }

    public (FatStatus Status, byte[] Data) Read(uint handle, ulong offset, int length)
    {
        var operation = Begin(FatCommand.Read);
        operation->Handle = handle;
        operation->Offset = offset;
        operation->Data = buffer;
        operation->Length = (uint)length;
        var result = Finish(operation);
        return (result.Status, new Span<byte>(buffer, (int)result.Transferred).ToArray());
    }

    public FatStatus Resize(uint handle, ulong size)
    {
        var operation = Begin(FatCommand.Resize);
        operation->Handle = handle;
        operation->Offset = size;
        return Finish(operation).Status;
    }

    public FatStatus Flush() => Finish(Begin(FatCommand.Flush)).Status;

    /// <summary>Takes back what no file has.</summary>
    public (FatStatus Status, ulong Clusters) Reclaim()
    {
        var result = Finish(Begin(FatCommand.Reclaim));
        return (result.Status, result.Value);
    }

    public FatStatus MakeDirectory(string path) => Finish(Begin(FatCommand.MakeDirectory, path)).Status;

    public FatStatus Remove(string path) => Finish(Begin(FatCommand.Remove, path)).Status;

    public FatStatus RemoveDirectory(string path) => Finish(Begin(FatCommand.RemoveDirectory, path)).Status;

    public FatStatus Rename(string from, string to)
    {
        var operation = Begin(FatCommand.Rename, from);
        var bytes = Encoding.UTF8.GetBytes(to);
        bytes.CopyTo(new Span<byte>(PathAt + 4096, 4096));
        operation->NewPath = PathAt + 4096;
        operation->NewPathLength = (uint)bytes.Length;
        return Finish(operation).Status;
    }

    public FatStatus Stat(string path, out ulong size, out FatAttributes attributes)
    {
        var result = Finish(Begin(FatCommand.Stat, path));
        size = result.Value;
        attributes = result.Attributes;
        return result.Status;
    }

    /// <summary>A directory's names; a slash behind those of directories.</summary>
    public (FatStatus Status, List<(string Name, uint Size)> Entries) List(string path, int atOnce = 4096)
    {
        var entries = new List<(string, uint)>();
        ulong position = 0;
        for (var i = 0; i < 70_000; i++)
        {
            var operation = Begin(FatCommand.List, path);
            operation->Offset = position;
            operation->Data = buffer;
            operation->Length = (uint)atOnce;
            var result = Finish(operation);
            if (result.Status != FatStatus.Done)
            {
                return (result.Status == FatStatus.EndOfDirectory ? FatStatus.Done : result.Status, entries);
            }

            for (var at = buffer; at < buffer + result.Transferred;)
            {
                var entry = (FatListEntry*)at;
                var name = Encoding.UTF8.GetString((byte*)(entry + 1), entry->NameBytes);
                entries.Add((name + ((entry->Attributes & (byte)FatAttributes.Directory) != 0 ? "/" : ""), entry->Size));
                at += FatListEntry.BytesFor(entry->NameBytes);
            }

            position = result.Value;
        }

        throw new InvalidOperationException("a directory without end");
    }

    public void WriteFile(string path, ReadOnlySpan<byte> data)
    {
        var handle = Open(path, OpenModes.Write | OpenModes.Create | OpenModes.Truncate);
        Assert.Equal((FatStatus.Done, data.Length), Write(handle, 0, data));
        Assert.Equal(FatStatus.Done, Close(handle));
    }

    public byte[] ReadFile(string path)
    {
        Assert.Equal(FatStatus.Done, TryOpen(path, OpenModes.None, out var handle, out var size));
        var (status, data) = Read(handle, 0, (int)size);
        Assert.Equal(FatStatus.Done, status);
        Assert.Equal((int)size, data.Length);
        Assert.Equal(FatStatus.Done, Close(handle));
        return data;
    }

    /// <summary>Runs until an operation is finished.</summary>
    public FatOperation Finish(FatOperation* operation)
    {
        Fat.Start(operation);
        Fat.Run();
        for (var step = 0; operation->Status == FatStatus.Pending; step++)
        {
            Assert.True(step < MostSteps, "an operation does not end");
            Assert.True(Disk.HasWaiting, "an operation waits for nothing");
            var (id, hasSucceeded) = Disk.CompleteOne();
            Fat.Complete(id, hasSucceeded);
            Fat.Run();
        }

        var result = *operation;
        Fat.Release(operation);
        return result;
    }

    /// <summary>Sectors that the volume has in memory.</summary>
    public List<uint> Cached()
    {
        var field = typeof(FatVolume<TestDevice>).GetField("state", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var state = (VolumeState*)Pointer.Unbox(field.GetValue(Fat)!);
        var sectors = new List<uint>();
        for (var i = 0; i < state->EntryCount; i++)
        {
            if (state->Entries[i].State != CacheState.Empty)
            {
                sectors.Add(state->Entries[i].Sector);
            }
        }

        return sectors;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        NativeMemory.Free(device);
        NativeMemory.Free(buffer);
    }

    private FatOperation* Begin(FatCommand command, string path = "")
    {
        var operation = Fat.Reserve();
        var bytes = Encoding.UTF8.GetBytes(path);
        bytes.CopyTo(new Span<byte>(PathAt, 4096));
        operation->Command = command;
        operation->Path = PathAt;
        operation->PathLength = (uint)bytes.Length;
        return operation;
    }
}
