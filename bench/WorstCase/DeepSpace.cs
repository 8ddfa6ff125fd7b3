// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>A capability space in which every lookup goes through as many CNodes as an address has bits.</summary>
/// <param name="root">The first CNode.</param>
/// <param name="last">The one with the slots 0 and 1 that addresses 0 and 1 name.</param>
internal readonly struct DeepSpace(CNode root, CNode last)
{
    private const int Radix = 1;

    /// <summary>The first CNode.</summary>
    public CNode Root => root;

    /// <summary>Makes an empty one.</summary>
    public static DeepSpace Create()
    {
        var root = World.Create(ObjectType.CapTable, Radix);
        var last = root;
        for (var level = 1; level < Limits.WordBits; level++)
        {
            var next = World.Create(ObjectType.CapTable, Radix);
            Require.Success(RootCNode.Grant(next, new CNode(last), Radix, 0, CapRights.All, 0));
            last = next;
        }

        return new DeepSpace(new CNode(root), new CNode(last));
    }

    /// <summary>Puts a copy of a capability at address 0 or 1.</summary>
    public void Put(ulong capability, ulong address) =>
        Require.Success(RootCNode.Grant(capability, last, Radix, address, CapRights.All, 0));

    /// <summary>Empties address 0 or 1.</summary>
    public void Clear(ulong address) => Require.Success(last.Delete(address, Radix));
}
