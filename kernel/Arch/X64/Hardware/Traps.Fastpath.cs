// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Where the entry stub tries fast paths.</summary>
public static unsafe partial class Traps
{
    /// <summary>Call.</summary>
    [RuntimeExport("caprock_fast_call")]
    public static X64DirectSwitch FastCall(ulong capability, ulong info) => Fastpath.FastCall.Try(capability, info);

    /// <summary>ReplyRecv.</summary>
    [RuntimeExport("caprock_fast_reply_receive")]
    public static X64DirectSwitch FastReplyReceive(ulong capability, ulong info) => Fastpath.FastReplyReceive.Try(capability, info);

    /// <summary>NBSendRecv.</summary>
    [RuntimeExport("caprock_fast_signal_receive")]
    public static X64DirectSwitch FastSignalReceive(ulong capability, ulong info) => Fastpath.FastSignalReceive.Try(capability, info);

    /// <summary>Send.</summary>
    [RuntimeExport("caprock_send")]
    public static Tcb* Send(ulong capability, ulong info, long number, ulong nowTicks) =>
        Fastpath.FastSend.Perform(capability, info, number, nowTicks);

    /// <summary>Completes a switch for which there is more to load than the entry stub can.</summary>
    [RuntimeExport("caprock_complete_switch")]
    public static Tcb* CompleteSwitch(X64DirectSwitch prepared) => X64DirectSwitch.Complete(prepared);
}
