// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Initialiser;

/// <summary>A piece of untyped memory, with the books the kernel keeps about it.</summary>
internal struct MemoryPiece
{
    /// <summary>Its capability.</summary>
    public ulong Slot;

    /// <summary>Physical address.</summary>
    public ulong Address;

    /// <summary>Bytes before its first free place.</summary>
    public ulong Used;

    /// <summary>Its bytes, as a power of two.</summary>
    public int SizeBits;

    /// <summary>Whether it is a device's: only frames can be made of it.</summary>
    public bool IsDevice;

    /// <summary>How many objects of a size fit.</summary>
    public readonly ulong Room(int objectBits)
    {
        var free = (1ul << SizeBits) - Math.Min(Align(objectBits), 1ul << SizeBits);
        return free >> objectBits;
    }

    /// <summary>Remembers that objects were made.</summary>
    public void Take(int objectBits, uint number) => Used = Align(objectBits) + ((ulong)number << objectBits);

    private readonly ulong Align(int objectBits)
    {
        var mask = (1ul << objectBits) - 1;
        return (Used + mask) & ~mask;
    }
}
