// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Tests.Unit.Fat;

/// <summary>A disk in memory that completes requests later, and in any order, and records what is written.</summary>
internal sealed unsafe class Disk
{
    public const int BlockBytes = 512;

    /// <summary>By key. A volume in use keeps its disk.</summary>
    private static readonly Dictionary<int, WeakReference<Disk>> s_disks = [];
    private readonly List<Request> waiting = [];
    private readonly Random order;

    public Disk(byte[] image, int seed = 1)
    {
        Image = image;
        order = new Random(seed);
        lock (s_disks)
        {
            Key = s_disks.Count + 1;
            s_disks[Key] = new WeakReference<Disk>(this);
        }
    }

    /// <summary>What it is called by the volume's device.</summary>
    public int Key { get; }

    public byte[] Image { get; }

    /// <summary>What was written and flushed, in order, when that is recorded.</summary>
    public List<DiskWrite>? Log { get; init; }

    /// <summary>Requests under way at most.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>Requests until one fails; negative for never.</summary>
    public int FailIn { get; set; } = -1;

    public int Reads { get; private set; }

    public bool HasWaiting => waiting.Count != 0;

    public ulong Blocks => (ulong)(Image.Length / BlockBytes);

    public static Disk Of(int key)
    {
        lock (s_disks)
        {
            return s_disks[key].TryGetTarget(out var disk) ? disk : throw new ObjectDisposedException(nameof(Disk));
        }
    }

    public bool TryStart(BlockCommand command, ulong block, uint count, byte* data, ushort id)
    {
        var isInside = count is not 0 and <= TestDevice.Most && block + count <= Blocks;
        Assert.True(command == BlockCommand.Flush || isInside, "outside the disk");
        if (waiting.Count == Depth)
        {
            return false;
        }

        waiting.Add(new Request(command, block, count, (nint)data, id));
        return true;
    }

    /// <summary>Does one of the requests that wait, and tells which.</summary>
    public (ushort Id, bool HasSucceeded) CompleteOne()
    {
        var index = order.Next(waiting.Count);
        var request = waiting[index];
        waiting.RemoveAt(index);
        var failed = FailIn == 0;
        FailIn -= FailIn > 0 ? 1 : 0;
        if (failed)
        {
            return (request.Id, false);
        }

        var at = (int)request.Block * BlockBytes;
        var bytes = (int)request.Count * BlockBytes;
        if (request.Command == BlockCommand.Read)
        {
            Reads++;
            Marshal.Copy(Image, at, request.Data, bytes);
        }
        else if (request.Command == BlockCommand.Write)
        {
            Marshal.Copy(request.Data, Image, at, bytes);
            Log?.Add(new DiskWrite(request.Block, Image.AsSpan(at, bytes).ToArray()));
        }
        else
        {
            Log?.Add(DiskWrite.Flush);
        }

        return (request.Id, true);
    }

    private sealed record Request(BlockCommand Command, ulong Block, uint Count, nint Data, ushort Id);
}
