// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Boot;

/// <summary>Turns free memory and devices into Untyped capabilities: the largest aligned powers of two that fit.</summary>
public static unsafe class UntypedList
{
    /// <summary>Describes and hands out both maps, devices first; when the list is too short devices go without.</summary>
    public static void Fill(BootInfo* info, RootSlots* root, MemoryMap* memory, MemoryMap* devices)
    {
        MemoryMap.Sort(memory);
        MemoryMap.Sort(devices);
        info->Untyped.Start = root->Next;
        ulong room = Math.Min(ProfileParameters.BootInfoUntypedCount, RootSlots.Left(root));
        ulong forMemory = Math.Min(Take(null, null, 0, memory, false, room), room);
        Take(info, root, 0, devices, true, room - forMemory);
        Take(info, root, root->Next - info->Untyped.Start, memory, false, room);
        info->Untyped.End = root->Next;
    }

    /// <summary>Hands out one map; without a list it only counts the blocks. Returns how many entries are in use then.</summary>
    private static ulong Take(BootInfo* info, RootSlots* root, ulong index, MemoryMap* map, bool isDevice, ulong limit)
    {
        for (int i = 0; i < map->Count; i++)
        {
            ulong start = map->Starts[i];
            while (start < map->Ends[i] && index < limit)
            {
                int bits = Math.Min(BitOperations.TrailingZeroCount(start), BitOperations.Log2(map->Ends[i] - start));
                bits = Math.Min(bits, Limits.MaximumUntypedBits);
                if (info != null)
                {
                    Append(info, root, index, start, bits, isDevice);
                }

                index++;
                start += 1ul << (bits & 63);
            }
        }

        return index;
    }

    private static void Append(BootInfo* info, RootSlots* root, ulong index, ulong start, int bits, bool isDevice)
    {
        UntypedDescription* description = BootInfo.UntypedListAt(info, index);
        description->PhysicalAddress = start;
        description->SizeBits = (byte)bits;
        description->IsDevice = (byte)(isDevice ? 1 : 0);
        RootSlots.Append(root, UntypedCapability.Create((ulong)Machine.ToPointer(start), bits, isDevice, 0, 0, 0).Value);
    }
}
