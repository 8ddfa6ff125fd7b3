// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Memory;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Invocations of page tables, page directories and page-directory-pointer tables.</summary>
public static unsafe class X64TableInvocations
{
    /// <summary>Decodes and performs an invocation.</summary>
    public static Outcome Invoke(Message* message, Slot* slot, Capability capability)
    {
        InvocationLabel mapLabel = MapLabel(capability.Type);
        if (message->Label == mapLabel)
        {
            X64TableMapInvocation invocation;
            Outcome outcome = X64TableMapInvocation.Decode(message, slot, capability, &invocation);
            if (outcome == Outcome.Success)
            {
                X64TableMapInvocation.Perform(&invocation);
            }

            return outcome;
        }

        return message->Label == mapLabel + 1 ? Unmap(slot, capability) : (Outcome)Error.IllegalOperation;
    }

    /// <summary>The Map label; that of Unmap is the next one.</summary>
    private static InvocationLabel MapLabel(CapabilityType type) => type switch
    {
        CapabilityType.PageTable => InvocationLabel.PageTableMap,
        CapabilityType.PageDirectory => InvocationLabel.PageDirectoryMap,
        _ => InvocationLabel.PageDirectoryPointerTableMap,
    };

    /// <summary>Takes the table out of its address space and empties it; a table that is not mapped is empty already.</summary>
    [RepeatBound(X64Paging.Entries)]
    private static Outcome Unmap(Slot* slot, Capability capability)
    {
        if (!DerivationTree.IsFinal(slot))
        {
            return (Outcome)Error.RevokeFirst;
        }

        PageTableCapability table = X64Tables.View(capability);
        if (table.IsMapped)
        {
            X64Tables.Unmap(capability.Type, table);
            Machine.Zero((ulong*)table.ObjectAddress, X64Paging.Entries);
            Slot.Store(slot, X64Tables.Retag(table.WithIsMapped(false).Value, capability.Type));
        }

        return Outcome.Success;
    }
}
