// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Interrupts and I/O ports.</summary>
internal static unsafe class Devices
{
    /// <summary>Takes what the system needs from the kernel.</summary>
    public static void Create(Layout layout)
    {
        CreateInterrupts(layout);
        CreatePorts(layout);
        IoSpaces.Create(layout);
    }

    private static void CreateInterrupts(Layout layout)
    {
        var control = new IrqControl((ulong)RootSlot.IrqControl);
        var entries = layout.Entries<InterruptEntry>(layout.Header->Interrupts);
        for (uint i = 0; i < layout.Header->Interrupts.Count; i++)
        {
            var entry = entries + i;
            var slot = Slots.Of(entry->Object);
            var error = entry->IsMessage != 0
                ? control.GetMsi(
                    RootCNode.Node, slot, RootCNode.FullDepth, entry->IoApicOrBus, entry->PinOrDevice, entry->IsLevelOrFunction,
                    entry->IsLowOrHandle, entry->Vector)
                : control.GetIoApic(
                    RootCNode.Node, slot, RootCNode.FullDepth, entry->IoApicOrBus, entry->PinOrDevice, entry->IsLevelOrFunction,
                    entry->IsLowOrHandle, entry->Vector);
            var name = layout.Name((layout.Entries<DomainEntry>(layout.Header->Domains) + entry->Domain)->Name);
            Refusal.Unless(error, "this machine does not have an interrupt of"u8, name);
            var signal = Slots.Mint(Slots.Of(entry->Notification), CapRights.Write, entry->Badge);
            Require.Success(new IrqHandler(slot).SetNotification(new Notification(signal)));

            // One that came before has masked the line, and nobody heard of it.
            Require.Success(new IrqHandler(slot).Ack());
            Slots.Release();
        }
    }

    private static void CreatePorts(Layout layout)
    {
        var control = new IoPortControl((ulong)RootSlot.IoPortControl);
        var entries = layout.Entries<PortEntry>(layout.Header->Ports);
        for (uint i = 0; i < layout.Header->Ports.Count; i++)
        {
            var entry = entries + i;
            var error = control.Issue(entry->First, entry->Last, RootCNode.Node, Slots.Of(entry->Object), RootCNode.FullDepth);
            Refusal.Unless(error, "I/O ports cannot be given"u8, default);
        }
    }
}
