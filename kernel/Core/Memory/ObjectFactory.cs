// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Memory;

/// <summary>Sizes of objects, and their making from cleared memory.</summary>
public static unsafe class ObjectFactory
{
    /// <summary>Size of an object as a power of two, zero when the type is unknown.</summary>
    /// <param name="type">What to make.</param>
    /// <param name="userSizeBits">Size argument of Retype, below 64; counts for types of variable size only.</param>
    public static int SizeBits(ObjectType type, int userSizeBits)
    {
        switch (type)
        {
            case ObjectType.Untyped:
            case ObjectType.SchedContext:
                return userSizeBits;
            case ObjectType.Tcb:
                return ObjectSizes.TcbBits;
            case ObjectType.Endpoint:
                return ObjectSizes.EndpointBits;
            case ObjectType.Notification:
                return ObjectSizes.NotificationBits;
            case ObjectType.CapTable:
                return ObjectSizes.SlotBits + userSizeBits;
            case ObjectType.Reply:
                return ObjectSizes.ReplyBits;
            default:
                return ArchCapabilities.ObjectSizeBits(type, userSizeBits);
        }
    }

    /// <summary>Smallest size argument of a type.</summary>
    public static int SmallestUserSizeBits(ObjectType type) => type switch
    {
        ObjectType.Untyped => Limits.MinimumUntypedBits,
        ObjectType.SchedContext => ObjectSizes.MinimumSchedContextBits,
        ObjectType.CapTable => 1,
        _ => 0,
    };

    /// <summary>Whether objects of a type may be made from device memory: those that the kernel itself never reads or writes.</summary>
    public static bool MayBeDevice(ObjectType type) =>
        type == ObjectType.Untyped || (type > ObjectType.Reply && ArchCapabilities.MayBeDevice(type));

    /// <summary>Makes an object in memory that is aligned to its size, and zeroed unless it stays Untyped or is a device's.</summary>
    /// <returns>Its first capability, with every right.</returns>
    public static Capability Create(ObjectType type, void* region, int userSizeBits, bool isDevice, bool isZeroed)
    {
        ulong address = (ulong)region;
        switch (type)
        {
            case ObjectType.Untyped:
                return CreateUntyped(address, userSizeBits, isDevice, isZeroed);
            case ObjectType.Tcb:
                InitialiseThread((Tcb*)region);
                return ThreadCapability.Create(address).Value;
            case ObjectType.Endpoint:
                return EndpointCapability.Create(address, true, true, true, true, 0).Value;
            case ObjectType.Notification:
                return NotificationCapability.Create(address, true, true, 0).Value;
            case ObjectType.CapTable:
                return CNodeCapability.Create(address, userSizeBits, 0, 0).Value;
            case ObjectType.SchedContext:
                return SchedContextCapability.Create(address, userSizeBits).Value;
            case ObjectType.Reply:
                return ReplyCapability.Create(address, true).Value;
            default:
                return ArchCapabilities.CreateObject(type, region, userSizeBits, isDevice);
        }
    }

    private static Capability CreateUntyped(ulong address, int sizeBits, bool isDevice, bool isZeroed)
    {
        var memory = UntypedCapability.Create(address, sizeBits, isDevice, 0, 0, 0);
        return memory.WithZeroedEnd(isZeroed ? memory.SizeBytes : 0).Value;
    }

    /// <summary>A new thread has no state but its first registers and the domain of its maker, if it has one.</summary>
    private static void InitialiseThread(Tcb* thread)
    {
        Tcb* maker = Machine.State->CurrentThread;
        thread->Domain = maker == null ? (byte)0 : maker->Domain;
        ThreadContext.Initialise(thread);
    }
}
