// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.X64;

/// <summary>The slot that an invocation shall put a new capability into.</summary>
public static unsafe class X64Destination
{
    /// <summary>Finds the slot and checks that it is empty.</summary>
    public static Outcome Decode(Message* message, Slot* root, ulong index, ulong depth, out Slot* destination)
    {
        Error error = CSpace.LookupSlotAtDepth(Slot.Load(root), index, depth, isSource: false, message, out destination);
        return (Outcome)(error == Error.NoError ? DerivationTree.EnsureEmptySlot(destination) : error);
    }
}
