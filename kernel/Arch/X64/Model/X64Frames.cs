// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Frames: sizes, rights, and the end of their mappings.</summary>
public static unsafe class X64Frames
{
    /// <summary>Size of a frame as a power of two; also the shift of the table entry that maps it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeBits(FrameSizeClass size) =>
        ObjectSizes.PageBits + (ObjectSizes.PageTableIndexBits * (int)size);

    /// <summary>Rights reduced to what is asked for; writing without reading is nothing, as the hardware has no such mapping.</summary>
    public static VmRights Mask(VmRights rights, CapRights asked)
    {
        if (rights == VmRights.ReadWrite && asked.CanRead && asked.CanWrite)
        {
            return VmRights.ReadWrite;
        }

        return rights != VmRights.KernelOnly && asked.CanRead ? VmRights.ReadOnly : VmRights.KernelOnly;
    }

    /// <summary>The same frame, mapped nowhere.</summary>
    public static FrameCapability WithoutMapping(FrameCapability frame) =>
        frame.WithMapType(FrameMapType.None).WithMappedAsid(0).WithMappedAddress(0);

    /// <summary>Removes the mapping a capability stands for, where it still exists.</summary>
    /// <remarks>It does not when a table above was taken away, or the address space lost its identifier.</remarks>
    public static void Unmap(FrameCapability frame)
    {
        if (frame.MapType != FrameMapType.VSpace)
        {
            return;
        }

        ulong* root = X64Asids.FindRoot(frame.MappedAsid);
        if (root == null)
        {
            return;
        }

        ulong* entry = X64Paging.Find(root, frame.MappedAddress, SizeBits(frame.SizeClass), out _);
        if (entry != null
            && X64PageEntry.IsFrame(*entry, frame.SizeClass, Machine.ToPhysical((void*)frame.ObjectAddress)))
        {
            *entry = 0;
            X64Tlb.InvalidatePage(frame.MappedAsid, frame.MappedAddress);
        }
    }
}
