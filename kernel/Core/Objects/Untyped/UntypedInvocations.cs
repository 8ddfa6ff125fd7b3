// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of Untyped.</summary>
public static unsafe class UntypedInvocations
{
    /// <summary>Decodes and performs an invocation.</summary>
    public static Outcome Invoke(Message* message, Slot* slot, Capability capability)
    {
        if (message->Label != InvocationLabel.UntypedRetype)
        {
            return (Outcome)Error.IllegalOperation;
        }

        RetypeInvocation invocation;
        Outcome outcome = RetypeInvocation.Decode(message, slot, &invocation);
        return outcome == Outcome.Success ? RetypeInvocation.Perform(&invocation) : outcome;
    }
}
