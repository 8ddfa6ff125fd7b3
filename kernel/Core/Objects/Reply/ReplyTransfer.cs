// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Replying through a reply object.</summary>
public static unsafe class ReplyTransfer
{
    /// <summary>Sends a message to the caller that a reply object names, or restarts the thread whose fault it stands for.</summary>
    /// <remarks>Never blocks. A caller that gets its scheduling context back without budget raises a timeout fault if it has a
    /// handler and does not come from one, and waits for its next refill otherwise.</remarks>
    public static void Perform(Tcb* sender, Reply* reply, bool canGrant)
    {
        Tcb* receiver = reply->Thread;
        if (receiver == null || receiver->State != ThreadState.BlockedOnReply)
        {
            return;
        }

        ReplyStack.Pop(reply);
        FaultType fault = receiver->Fault.Type;
        receiver->Fault.Type = FaultType.NullFault;
        if (fault == FaultType.NullFault)
        {
            MessageTransfer.Transfer(sender, null, 0, canGrant, receiver);
            receiver->State = ThreadState.Running;
        }
        else
        {
            receiver->State = FaultMessages.ApplyReply(fault, sender, receiver) ? ThreadState.Restart : ThreadState.Inactive;
        }

        SchedContext* context = receiver->SchedContext;
        if (receiver->State == ThreadState.Inactive || context == null || context->RefillMaximum == 0)
        {
            return;
        }

        if (fault != FaultType.Timeout && !Refills.IsReleased(context) && Faults.HasTimeoutHandler(receiver))
        {
            Faults.Timeout(receiver);
        }
        else
        {
            Scheduler.Wake(receiver);
        }
    }
}
