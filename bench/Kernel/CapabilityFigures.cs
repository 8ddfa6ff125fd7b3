// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>Copying and deleting a capability, and revoking one with a thousand children.</summary>
internal static class CapabilityFigures
{
    private const ulong Children = 1000;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        var source = World.Create(ObjectType.Endpoint);
        var destination = World.Slot();
        Samples copy = default;
        Samples delete = default;
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            copy.Add(Copy((ulong)RootSlot.InitThreadCNode, source, RootCNode.FullDepth, destination));
            delete.Add(OnSlot(InvocationLabel.CNodeDelete, destination));
        }

        copy.Report("capability-copy"u8);
        delete.Report("capability-delete"u8);
        MeasureRevoke(source);
    }

    /// <summary>The time to copy a capability into a slot of the root CNode.</summary>
    public static ulong Copy(ulong sourceRoot, ulong sourceIndex, ulong sourceDepth, ulong destination)
    {
        Measuring.Words.Word0 = destination;
        Measuring.Words.Word1 = RootCNode.FullDepth;
        Measuring.Words.Word2 = sourceIndex;
        Measuring.Words.Word3 = sourceDepth;
        IpcBuffer.SetWord(4, CapRights.All.Word);
        IpcBuffer.SetCap(0, sourceRoot);
        return Measuring.Invoke((ulong)RootSlot.InitThreadCNode, InvocationLabel.CNodeCopy, 5, 1);
    }

    /// <summary>The time to revoke or delete the capability in a slot of the root CNode.</summary>
    public static ulong OnSlot(InvocationLabel label, ulong slot)
    {
        Measuring.Words.Word0 = slot;
        Measuring.Words.Word1 = RootCNode.FullDepth;
        return Measuring.Invoke((ulong)RootSlot.InitThreadCNode, label, 2, 0);
    }

    private static void MeasureRevoke(ulong source)
    {
        var first = World.Slots(Children);
        Samples revoke = default;
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            for (ulong child = 0; child < Children; child++)
            {
                Require.Success(RootCNode.Mint(source, first + child, CapRights.All, 0));
            }

            revoke.Add(OnSlot(InvocationLabel.CNodeRevoke, source));
        }

        revoke.Report("revoke-1000-children"u8);
    }
}
