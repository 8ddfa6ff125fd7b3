// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>A capability to almost all I/O ports: every word of the kernel's bitmap is looked at and changed.</summary>
internal static class PortCases
{
    // Above the ports of serial line, timer and power control.
    private const ulong First = 0x1000;
    private const ulong Last = 0xffff;

    /// <summary>Makes it and deletes it.</summary>
    public static void Run()
    {
        var slot = World.Slot();
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(First, Last, RootCNode.Node, slot, RootCNode.FullDepth));
        Require.Success(RootCNode.Delete(slot));
    }
}
