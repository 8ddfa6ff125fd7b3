// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.User.Memory;

/// <summary>Sizes of kernel objects.</summary>
public static class ObjectSize
{
    /// <summary>Size as a power of two; sizeBits counts for the types whose size the user chooses.</summary>
    public static int Bits(ObjectType type, int sizeBits) => type switch
    {
        ObjectType.Untyped or ObjectType.SchedContext => sizeBits,
        ObjectType.CapTable => sizeBits + ObjectSizes.SlotBits,
        ObjectType.Tcb => ObjectSizes.TcbBits,
        ObjectType.Endpoint => ObjectSizes.EndpointBits,
        ObjectType.Notification => ObjectSizes.NotificationBits,
        ObjectType.Reply => ObjectSizes.ReplyBits,
        ObjectType.LargePage => ObjectSizes.LargePageBits,
        ObjectType.HugePage => ObjectSizes.HugePageBits,
        _ => ObjectSizes.PageBits,
    };
}
