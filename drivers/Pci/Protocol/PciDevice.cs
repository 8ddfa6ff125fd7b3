// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Pci.Protocol;

/// <summary>
/// The procedures of <see cref="IPciDevice"/> for a driver that is a component of any system, whose channels have no names.
/// </summary>
/// <remarks>A procedure's label is its place in the interface. Who is refused gets what stands for no device.</remarks>
/// <param name="bus">The channel to the bus.</param>
public readonly struct PciDevice(Channel bus)
{
    private const ulong IdentityLabel = 0;
    private const ulong ReadLabel = 1;
    private const ulong FindCapabilityLabel = 2;
    private const ulong StartLabel = 3;
    private const ulong StopLabel = 4;
    private const ulong EnableMessagesLabel = 5;

    private readonly Channel bus = bus;

    /// <summary>Vendor and device.</summary>
    public uint Identity() => (uint)Call(IdentityLabel, 0, uint.MaxValue);

    /// <summary>A word of configuration space.</summary>
    public uint Read(uint offset) => (uint)Call(ReadLabel, 1, uint.MaxValue, offset);

    /// <summary>A capability of a kind behind another one.</summary>
    public uint FindCapability(uint kind, uint after) => (uint)Call(FindCapabilityLabel, 2, 0, kind, after);

    /// <summary>Lets the device answer and access memory.</summary>
    public bool Start() => Call(StartLabel, 0, 0) != 0;

    /// <summary>Ends the device's accesses to memory.</summary>
    public void Stop()
    {
        var message = new Message(StopLabel);
        bus.Call(ref message);
    }

    /// <summary>Has the device interrupt by messages.</summary>
    public bool EnableMessages(uint vector) => Call(EnableMessagesLabel, 1, 0, vector) != 0;

    private ulong Call(ulong label, int words, ulong otherwise, ulong first = 0, ulong second = 0)
    {
        var message = new Message(label);
        message.Word0 = first;
        message.Word1 = second;
        message.Set(label, words);
        bus.Call(ref message);
        return message.Status(1) == CallStatus.Answered ? message.Word0 : otherwise;
    }
}
