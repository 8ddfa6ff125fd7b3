// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>Operations against the number of capabilities derived from one, and against the depth of a capability space.</summary>
internal static class CapabilityGrowth
{
    private const ulong MostChildren = 4096;
    private const ulong Step = 4;
    private const ulong MostLevels = 16;
    private const int Radix = 4;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        MeasureChildren();
        MeasureDepth();
    }

    private static void MeasureChildren()
    {
        var source = World.Create(ObjectType.Endpoint);
        var destination = World.Slot();
        var first = World.Slots(MostChildren);
        for (ulong number = 1; number <= MostChildren; number *= Step)
        {
            for (ulong child = 0; child < number; child++)
            {
                Require.Success(RootCNode.Mint(source, first + child, CapRights.All, 0));
            }

            Samples copy = default;
            Samples delete = default;
            for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
            {
                copy.Add(CapabilityFigures.Copy((ulong)RootSlot.InitThreadCNode, source, RootCNode.FullDepth, destination));
                delete.Add(CapabilityFigures.OnSlot(InvocationLabel.CNodeDelete, destination));
            }

            copy.Report("children-copy"u8, number);
            delete.Report("children-delete"u8, number);
            Require.Success(RootCNode.Revoke(source));
            MeasureRevoke(source, first, number);
        }
    }

    /// <summary>Revokes that many children of a capability, and makes them anew each time.</summary>
    private static void MeasureRevoke(ulong source, ulong first, ulong number)
    {
        Samples revoke = default;
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            for (ulong child = 0; child < number; child++)
            {
                Require.Success(RootCNode.Mint(source, first + child, CapRights.All, 0));
            }

            revoke.Add(CapabilityFigures.OnSlot(InvocationLabel.CNodeRevoke, source));
        }

        revoke.Report("children-revoke"u8, number);
    }

    /// <summary>A copy whose source lies behind so many CNodes of sixteen slots, always in slot 0.</summary>
    private static void MeasureDepth()
    {
        var destination = World.Slot();
        var root = World.Create(ObjectType.CapTable, Radix);
        var last = root;
        ulong levels = 1;
        for (ulong number = 1; number <= MostLevels; number *= 2)
        {
            for (; levels < number; levels++)
            {
                var next = World.Create(ObjectType.CapTable, Radix);
                Require.Success(RootCNode.Grant(next, new CNode(last), Radix, 0, CapRights.All, 0));
                last = next;
            }

            var target = World.Create(ObjectType.Endpoint);
            Require.Success(RootCNode.Grant(target, new CNode(last), Radix, 1, CapRights.All, 0));
            Samples copy = default;
            for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
            {
                copy.Add(CapabilityFigures.Copy(root, 1, number * Radix, destination));
                Require.Success(RootCNode.Delete(destination));
            }

            copy.Report("cspace-levels"u8, number);
        }
    }
}
