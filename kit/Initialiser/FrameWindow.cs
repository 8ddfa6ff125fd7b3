// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Kit.Initialiser;

/// <summary>A place in the initialiser's own address space through which it fills frames before anybody has them.</summary>
internal static unsafe class FrameWindow
{
    private const ulong SmallAddress = 0x7000_0000_0000;
    private const ulong LargeAddress = SmallAddress + (1ul << ObjectSizes.LargePageBits);
    private const ulong None = ulong.MaxValue;

    private static ulong current;
    private static bool isPrepared;

    private static Pml4 Space => new((ulong)RootSlot.InitThreadVSpace);

    /// <summary>The bytes of a frame, until the next one is opened.</summary>
    public static byte* Open(uint frame, uint sizeBits)
    {
        var address = sizeBits == ObjectSizes.LargePageBits ? LargeAddress : SmallAddress;
        if (!isPrepared)
        {
            Prepare();
        }

        if (frame != current)
        {
            Close();
            Require.Success(new Page(Slots.Of(frame)).Map(Space, address, CapRights.ReadWrite, VmAttributes.Default));
            current = frame;
        }

        return (byte*)address;
    }

    /// <summary>Takes the last frame out of the window.</summary>
    public static void Close()
    {
        if (isPrepared && current != None)
        {
            Require.Success(new Page(Slots.Of((uint)current)).Unmap());
            current = None;
        }
    }

    /// <summary>Makes the tables; a large page lies where the next page table would.</summary>
    private static void Prepare()
    {
        isPrepared = true;
        current = None;
        var upper = new PageDirectoryPointerTable(Create(ObjectType.PageDirectoryPointerTable));
        Require.Success(upper.Map(Space, SmallAddress, VmAttributes.Default));
        var directory = new PageDirectory(Create(ObjectType.PageDirectory));
        Require.Success(directory.Map(Space, SmallAddress, VmAttributes.Default));
        var table = new PageTable(Create(ObjectType.PageTable));
        Require.Success(table.Map(Space, SmallAddress, VmAttributes.Default));
    }

    private static ulong Create(ObjectType type)
    {
        var slot = Slots.Take();
        Memory.Create(type, 0, ObjectSizes.PageBits, 1, slot, out var error);
        Refusal.Unless(error, "there is no memory for the window of the initialiser"u8, default);
        return slot;
    }
}
