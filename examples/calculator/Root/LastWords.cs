// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Examples.Calculator;

/// <summary>A line for the person when the system cannot start, so that there is no driver to print it.</summary>
internal static unsafe class LastWords
{
    /// <summary>Prints the line and stops the root task for good.</summary>
    public static void Say(BootInfo* bootInfo, ReadOnlySpan<byte> line)
    {
        var slot = bootInfo->Empty.Start;
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            SerialPort.First, SerialPort.Last, RootCNode.Node, slot, RootCNode.FullDepth));
        var port = new SerialPort(new IoPort(slot));
        port.Initialise();
        port.Write(line);
        Require.Success(new Tcb((ulong)RootSlot.InitThreadTcb).Suspend());
    }
}
