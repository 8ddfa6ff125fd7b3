// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Description.Layout;

/// <summary>The order in which objects are made of untyped memory, and what they take.</summary>
public static class ObjectOrder
{
    private const int SlotBits = 5;
    private const int ThreadBits = 11;
    private const int TableBits = 12;
    private const int NotificationBits = 6;
    private const int EndpointBits = 4;
    private const int ReplyBits = 5;

    /// <summary>Bytes of one object; 0 for what takes no memory.</summary>
    /// <remarks>Source: libsel4, seL4_*Bits of x86-64 in the Microkit profile.</remarks>
    public static ulong Bytes(ObjectRange range) => range.Kind switch
    {
        ObjectKind.Frame or ObjectKind.SchedContext => 1ul << (int)range.SizeBits,
        ObjectKind.CNode => 1ul << ((int)range.SizeBits + SlotBits),
        ObjectKind.Thread => 1ul << ThreadBits,
        ObjectKind.Notification => 1ul << NotificationBits,
        ObjectKind.Endpoint => 1ul << EndpointBits,
        ObjectKind.Reply => 1ul << ReplyBits,
        ObjectKind.Interrupt or ObjectKind.Ports or ObjectKind.IoSpace => 0,
        _ => 1ul << TableBits,
    };

    /// <summary>Sorts: fixed addresses first and rising, then large before small, so that nothing is lost to alignment.</summary>
    internal static void Sort(List<ObjectRange> objects)
    {
        IReadOnlyList<ObjectRange> sorted =
        [
            .. objects.OrderBy(range => range.PhysicalAddress).ThenByDescending(Bytes).ThenBy(range => range.First),
        ];
        objects.Clear();
        objects.AddRange(sorted);
    }
}
