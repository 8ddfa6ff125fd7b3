// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Tests.NetworkImage;

/// <summary>The root task: lets two stacks talk, counts, and switches the machine off.</summary>
internal static unsafe class Program
{
    [RuntimeExport("caprock_main")]
    private static void Main(BootInfo* bootInfo)
    {
        IpcBuffer.Initialise(bootInfo->IpcBufferAddress);
        SerialLine.Initialise(bootInfo->Empty.Start);
        Run<CleverLink>("clever"u8);
        Run<PlainLink>("plain"u8);
        SerialLine.Write(Check.Failures == 0 ? "network image passed\r\n"u8 : "network image FAILED\r\n"u8);
        Power.Off(bootInfo->Empty.Start + 1);
    }

    private static void Run<TKind>(scoped ReadOnlySpan<byte> card)
        where TKind : unmanaged, ILinkKind
    {
        UdpFigures.Measure<TKind>(card, "udp-echo-1"u8, 64, 1);
        UdpFigures.Measure<TKind>(card, "udp-echo-16"u8, 64, 16);
        UdpFigures.Measure<TKind>(card, "udp-echo-16"u8, 512, 16);
        UdpFigures.Measure<TKind>(card, "udp-echo-16"u8, 1472, 16);
        HttpFigures.Measure<TKind>(card, 1024);
        TcpFigures.Measure<TKind>(card, true);
        TcpFigures.Measure<TKind>(card, false);
        HttpFigures.Measure<TKind>(card, 1 << 20);
    }
}
