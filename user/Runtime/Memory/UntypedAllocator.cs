// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.User.Memory;

/// <summary>Hands out the machine's untyped memory: the kernel keeps the books, this finds the smallest piece that fits.</summary>
/// <remarks>Only for memory; device untypeds are found by address with <see cref="FindDevice"/>.</remarks>
public readonly unsafe struct UntypedAllocator(BootInfo* bootInfo)
{
    private readonly BootInfo* bootInfo = bootInfo;

    /// <summary>Makes an object in the smallest untyped memory that has room for it.</summary>
    public Error TryCreate(ObjectType type, int sizeBits, ulong slot)
    {
        for (var candidateBits = ObjectSize.Bits(type, sizeBits); candidateBits <= Limits.MaximumUntypedBits; candidateBits++)
        {
            for (ulong i = 0; i < bootInfo->Untyped.End - bootInfo->Untyped.Start; i++)
            {
                var description = BootInfo.UntypedListAt(bootInfo, i);
                if (description->IsDevice != 0 || description->SizeBits != candidateBits)
                {
                    continue;
                }

                var error = RootCNode.Retype(new Untyped(bootInfo->Untyped.Start + i), type, sizeBits, slot);
                if (error != Error.NotEnoughMemory)
                {
                    return error;
                }
            }
        }

        return Error.NotEnoughMemory;
    }

    /// <summary>The device untyped that contains a physical address, none when there is no such.</summary>
    public Untyped FindDevice(ulong physicalAddress)
    {
        for (ulong i = 0; i < bootInfo->Untyped.End - bootInfo->Untyped.Start; i++)
        {
            var description = BootInfo.UntypedListAt(bootInfo, i);
            var offset = physicalAddress - description->PhysicalAddress;
            if (description->IsDevice != 0 && offset >> description->SizeBits == 0)
            {
                return new Untyped(bootInfo->Untyped.Start + i);
            }
        }

        return default;
    }
}
