// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Kit.Initialiser;

/// <summary>The root task: builds the described system, checks what it gave away, keeps nothing and ends.</summary>
internal static unsafe class Program
{
    [RuntimeExport("caprock_main")]
    private static void Main(BootInfo* bootInfo)
    {
        IpcBuffer.Initialise(bootInfo->IpcBufferAddress);
        Refusal.Initialise(bootInfo);
        var layout = Layout.Open();
        Slots.Initialise(bootInfo, layout);
        Memory.Initialise(bootInfo);
        Objects.Create(layout);
        Devices.Create(layout);
        Contents.Fill(layout, bootInfo);
        AddressSpaces.Build(layout);
        IoSpaces.Map(layout, bootInfo);
        Capabilities.Give(layout);
        Capabilities.Verify(layout);
        Threads.Configure(layout, bootInfo);
        Schedule.Set(layout, bootInfo);
        Threads.Start(layout);
        Authority.Drop(layout, bootInfo);
    }
}
