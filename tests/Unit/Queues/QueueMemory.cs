// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues;

/// <summary>Memory of a queue with guards on both sides, which nothing may touch.</summary>
internal sealed unsafe class QueueMemory : IDisposable
{
    private const int GuardBytes = 4096;
    private const byte Guard = 0xa5;

    private readonly byte* allocation;
    private readonly int length;

    public QueueMemory(int length)
    {
        this.length = length;
        allocation = (byte*)NativeMemory.AlignedAlloc((nuint)(length + (2 * GuardBytes)), 64);
        new Span<byte>(allocation, length + (2 * GuardBytes)).Fill(Guard);
        new Span<byte>(Address, length).Clear();
    }

    public byte* Address => allocation + GuardBytes;

    public ref uint this[int offset] => ref *(uint*)(Address + offset);

    public bool IsIntact => !new Span<byte>(allocation, GuardBytes).ContainsAnyExcept(Guard)
        && !new Span<byte>(Address + length, GuardBytes).ContainsAnyExcept(Guard);

    public Producer<T, SharedMemory> Producer<T>()
        where T : unmanaged => Caprock.Kit.Queues.Producer<T, SharedMemory>.Attach(Address, (ulong)length);

    public Consumer<T, SharedMemory> Consumer<T>()
        where T : unmanaged => Caprock.Kit.Queues.Consumer<T, SharedMemory>.Attach(Address, (ulong)length);

    public Consumer<T, SharedMemory> ConsumerAt<T>(uint position)
        where T : unmanaged => Caprock.Kit.Queues.Consumer<T, SharedMemory>.AttachAt(Address, (ulong)length, position);

    public void Dispose() => NativeMemory.AlignedFree(allocation);
}
