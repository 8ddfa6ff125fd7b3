// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Invocations of frames.</summary>
public static unsafe class X64FrameInvocations
{
    /// <summary>Decodes and performs an invocation.</summary>
    public static Outcome Invoke(Message* message, Slot* slot, Capability capability)
    {
        capability.TryAsFrame(out FrameCapability frame);
        switch (message->Label)
        {
            case InvocationLabel.PageMap:
                X64FrameMapInvocation invocation;
                Outcome outcome = X64FrameMapInvocation.Decode(message, slot, frame, &invocation);
                if (outcome == Outcome.Success)
                {
                    X64FrameMapInvocation.Perform(&invocation);
                }

                return outcome;
            case InvocationLabel.PageUnmap:
                X64Frames.Unmap(frame);
                Slot.Store(slot, X64Frames.WithoutMapping(frame).Value);
                return Outcome.Success;
            case InvocationLabel.PageGetAddress:
                Message.SetResult(message, 0, Machine.ToPhysical((void*)frame.ObjectAddress));
                return Outcome.Success;
            default:
                return (Outcome)Error.IllegalOperation;
        }
    }
}
