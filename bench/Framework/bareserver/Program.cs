// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Bench.Framework;

/// <summary>The server without the framework: a loop around the system call.</summary>
internal static class Program
{
    [RuntimeExport("caprock_component")]
    private static unsafe void Main(StartBlock* start)
    {
        IpcBuffer.Initialise(start->IpcBufferAddress);
        Configuration.Initialise(start);
        var words = default(MessageWords);
        var isPassive = (Configuration.Header->Flags & ComponentHeader.Passive) != 0;
        var info = isPassive
            ? Kernel.NonBlockingSendReceive(MicrokitSlots.Monitor, default, MicrokitSlots.Input, MicrokitSlots.Reply, ref words, out _)
            : Kernel.Receive(MicrokitSlots.Input, MicrokitSlots.Reply, ref words, out _);
        while (true)
        {
            info = Kernel.ReplyReceive(MicrokitSlots.Input, MicrokitSlots.Reply, info, ref words, out _);
        }
    }
}
