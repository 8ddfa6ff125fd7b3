// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Loading;

/// <summary>A page of the root task's own address space through which it fills frames before it gives them away.</summary>
public static unsafe class ScratchPage
{
    /// <summary>Where frames are mapped while they are filled.</summary>
    public const ulong Address = 0x7000_0000_0000;

    /// <summary>Bytes of a page.</summary>
    public const int PageBytes = 1 << ObjectSizes.PageBits;

    private static Pml4 Space => new((ulong)RootSlot.InitThreadVSpace);

    /// <summary>Makes the paging structures; the first frame filled may then be mapped without memory.</summary>
    public static void Initialise(ref ObjectPool pool)
    {
        var frame = new Page(pool.Create(ObjectType.Page4K));
        new AddressSpace(Space, ref pool).Map(frame, Address, CapRights.ReadWrite);
        Require.Success(frame.Unmap());
    }

    /// <summary>Maps a frame and returns its bytes.</summary>
    public static Span<byte> Open(Page frame)
    {
        Require.Success(frame.Map(Space, Address, CapRights.ReadWrite, VmAttributes.Default));
        return new Span<byte>((void*)Address, PageBytes);
    }

    /// <summary>Takes the frame out of the root task's address space again.</summary>
    public static void Close(Page frame) => Require.Success(frame.Unmap());
}
