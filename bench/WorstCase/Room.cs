// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>Memory that is filled with objects and emptied again, and slots for as many objects as one Retype makes.</summary>
internal static unsafe class Room
{
    private const int MemoryBits = 22;

    /// <summary>Objects that one Retype makes at most.</summary>
    public const ulong Most = ProfileParameters.RetypeFanOutLimit;

    private static ulong memory;

    /// <summary>The first slot.</summary>
    public static ulong Slots { get; private set; }

    /// <summary>The capability to the memory.</summary>
    public static ulong Memory => memory;

    /// <summary>Takes memory and slots.</summary>
    public static void Initialise(BootInfo* bootInfo)
    {
        memory = World.Slot();
        Slots = World.Slots(Most);
        Require.Success(new UntypedAllocator(bootInfo).TryCreate(ObjectType.Untyped, MemoryBits, memory));
    }

    /// <summary>Makes objects from the memory.</summary>
    public static void Fill(ObjectType type, int sizeBits, ulong count) =>
        Require.Success(new Untyped(memory).Retype(type, (ulong)sizeBits, RootCNode.Node, 0, 0, Slots, count));

    /// <summary>Destroys all that was made from it.</summary>
    public static void Empty() => Require.Success(RootCNode.Revoke(memory));
}
