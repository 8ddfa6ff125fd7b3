// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Untyped memory: where objects that need no place of their own go, and how a given address is reached.</summary>
/// <remarks>The kernel only creates objects behind those there are, so a place further on is reached by cutting pieces off before it.
/// Of ordinary memory these pieces are used for other objects; nothing else is made of a device's.</remarks>
internal static unsafe class Memory
{
    private static MemoryPieces pieces;
    private static int count;
    private static ulong total;

    /// <summary>Takes over what the kernel tells.</summary>
    public static void Initialise(BootInfo* bootInfo)
    {
        for (ulong i = 0; i < bootInfo->Untyped.End - bootInfo->Untyped.Start; i++)
        {
            var description = BootInfo.UntypedListAt(bootInfo, i);
            total += description->IsDevice != 0 ? 0 : 1ul << description->SizeBits;
            Add(bootInfo->Untyped.Start + i, description->PhysicalAddress, description->SizeBits, description->IsDevice != 0);
        }
    }

    /// <summary>What there was and what is left, without devices' memory.</summary>
    public static MemoryFigures Figures()
    {
        MemoryFigures figures;
        figures.Total = total;
        figures.Free = 0;
        for (var i = 0; i < count; i++)
        {
            figures.Free += pieces[i].IsDevice ? 0 : (1ul << pieces[i].SizeBits) - pieces[i].Used;
        }

        return figures;
    }

    /// <summary>Makes as many objects as fit the first piece that has room for one; gives their number, none without memory.</summary>
    public static uint Create(ObjectType type, uint sizeBits, int objectBits, uint most, ulong slot, out Error error)
    {
        error = Error.NotEnoughMemory;
        for (var i = 0; i < count; i++)
        {
            ref var piece = ref pieces[i];
            var room = piece.IsDevice ? 0 : piece.Room(objectBits);
            if (room != 0)
            {
                var made = (uint)Math.Min(Math.Min(room, most), ProfileParameters.RetypeFanOutLimit);
                error = Retype(ref piece, type, sizeBits, objectBits, slot, made);
                return error == Error.NoError ? made : 0;
            }
        }

        return 0;
    }

    /// <summary>Makes a frame at its physical address.</summary>
    public static Error CreateAt(ulong address, ObjectType type, int objectBits, ulong slot)
    {
        for (var i = 0; i < count; i++)
        {
            ref var piece = ref pieces[i];
            var offset = address - piece.Address;
            if (offset >= 1ul << piece.SizeBits || offset < piece.Used || (1ul << objectBits) > (1ul << piece.SizeBits) - offset)
            {
                continue;
            }

            while (piece.Used < offset)
            {
                var error = CutOff(ref piece, offset - piece.Used);
                if (error != Error.NoError)
                {
                    return error;
                }
            }

            return Retype(ref piece, type, 0, objectBits, slot, 1);
        }

        return Error.NotEnoughMemory;
    }

    /// <summary>Makes the largest piece that begins at the first free place and takes no more than some bytes.</summary>
    private static Error CutOff(ref MemoryPiece piece, ulong bytes)
    {
        var bits = 0;
        while (2ul << bits <= bytes && (piece.Used & ((2ul << bits) - 1)) == 0)
        {
            bits++;
        }

        var slot = Slots.Take();
        var address = piece.Address + piece.Used;
        var isDevice = piece.IsDevice;
        var error = Retype(ref piece, ObjectType.Untyped, (uint)bits, bits, slot, 1);
        if (error == Error.NoError)
        {
            Add(slot, address, (ulong)bits, isDevice);
        }

        return error;
    }

    private static Error Retype(ref MemoryPiece piece, ObjectType type, uint sizeBits, int objectBits, ulong slot, uint number)
    {
        var error = new Untyped(piece.Slot).Retype(type, sizeBits, RootCNode.Node, 0, 0, slot, number);
        if (error == Error.NoError)
        {
            piece.Take(objectBits, number);
        }

        return error;
    }

    /// <summary>Pieces beyond those that can be remembered are not used.</summary>
    private static void Add(ulong slot, ulong address, ulong sizeBits, bool isDevice)
    {
        if (count < MemoryPieces.Most)
        {
            ref var piece = ref pieces[count++];
            piece.Slot = slot;
            piece.Address = address;
            piece.SizeBits = (int)sizeBits;
            piece.Used = 0;
            piece.IsDevice = isDevice;
        }
    }
}
