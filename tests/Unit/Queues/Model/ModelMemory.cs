// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>Memory that two sides share in the model: every access is a step that the explorer places.</summary>
/// <remarks>
/// A side runs from the start of its activation each time. Accesses it has made before are answered from its log, the next one is noted
/// as what it wants to do, and whatever comes after that has no effect and is thrown away.
/// </remarks>
internal readonly unsafe struct ModelMemory : ISharedMemory
{
    private const int MostAccesses = 2_000;

    [ThreadStatic]
    private static List<uint>? s_log;

    [ThreadStatic]
    private static int s_position;

    [ThreadStatic]
    private static byte* s_base;

    [ThreadStatic]
    private static Access? s_next;

    /// <summary>Runs a side up to its next access; null when it has finished.</summary>
    public static Access? Run(List<uint> log, byte* memory, Action side)
    {
        s_log = log;
        s_position = 0;
        s_base = memory;
        s_next = null;
        side();
        return s_next;
    }

    /// <inheritdoc/>
    public static uint Load(uint* location) => Step(AccessKind.Load, location, 0);

    /// <inheritdoc/>
    public static void Store(uint* location, uint value) => Step(AccessKind.Store, location, value);

    /// <inheritdoc/>
    public static void Fence() => Step(AccessKind.Fence, null, 0);

    /// <summary>Tells the peer to wake up.</summary>
    public static void Signal() => Step(AccessKind.Signal, null, 0);

    /// <inheritdoc/>
    public static T Read<T>(T* location)
        where T : unmanaged
    {
        var value = Step(AccessKind.Load, (uint*)location, 0);
        return *(T*)&value;
    }

    /// <inheritdoc/>
    public static void Write<T>(T* location, T value)
        where T : unmanaged => Step(AccessKind.Store, (uint*)location, *(uint*)&value);

    private static uint Step(AccessKind kind, uint* location, uint value)
    {
        var position = s_position++;
        if (position < s_log!.Count)
        {
            return s_log[position];
        }

        if (position > MostAccesses)
        {
            throw new InvalidOperationException("A side does not come to an end.");
        }

        s_next ??= new Access(kind, location == null ? 0 : (int)((byte*)location - s_base), value);
        return 0;
    }
}
