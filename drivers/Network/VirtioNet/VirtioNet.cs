// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>Driver of a virtio network device: it passes buffers between the device and its two peers, and never looks into them.</summary>
[Component]
[Serves<INetworkDevice>]
internal partial struct VirtioNet
{
    private const ushort ReceiveQueue = 0;
    private const ushort TransmitQueue = 1;

    /// <summary>While the device has more buffers for frames than this, it can be given others when the next frames come.</summary>
    private const uint Ample = VirtQueue.Slots / 2;

    private static VirtQueue receive;
    private static VirtQueue transmit;
    private static BufferSource received;
    private static BufferSink toSend;
    private static DeviceWatch watch;

    public static void Init()
    {
        if (Configuration.ChannelCount < 2 || Configuration.RegionCount != 5)
        {
            Failure.Stop("virtio_net needs channels to the bus and its peers, message table, registers, rings and two queues"u8);
        }

        var rings = Configuration.Region(2);
        var receiver = Configuration.Channel(1);
        var transmitter = Configuration.Channel(Math.Min(2, Configuration.ChannelCount - 1));
        received = BufferSource.AttachBorrower(Configuration.Region(3), receiver);
        toSend = BufferSink.AttachBorrower(Configuration.Region(4), transmitter);
        Device.Reset(Configuration.Channel(0), Configuration.Region(0), Configuration.Region(1));
        Device.EnableMessages(Configuration.Interrupt(0).Id);
        receive.Prepare(rings, 0, ReceiveQueue, true, Device.VouchesForReceived);
        transmit.Prepare(rings, VirtQueue.Bytes, TransmitQueue, false, Device.Abilities != 0);
        Device.Enable(ref receive, ReceiveQueue, rings.PhysicalAddress);
        Device.Enable(ref transmit, TransmitQueue, rings.PhysicalAddress + VirtQueue.Bytes);
        Device.Begin();
        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>An interrupt may have been lost; a card that sends nothing for long, although it could, is started anew.</summary>
    public static void Beat()
    {
        Work();
        if (watch.HasGivenUp(transmit.Count != 0, transmit.Removed))
        {
            Failure.Stop("the card does not send"u8);
        }
    }

    /// <summary>The interrupt is a message, which nothing masks: the next one comes without an acknowledgement.</summary>
    public static void Interrupted(Interrupt interrupt) => Work();

    private static ulong MacAddress() => Device.ReadMacAddress();

    private static ulong Abilities() => Device.Abilities;

    /// <summary>Transmitters are behind the bus and the receiver.</summary>
    private static bool TakeOver(Channel caller)
    {
        var may = caller != Configuration.Channel(0) && caller != Configuration.Channel(1);
        if (may)
        {
            toSend.TurnTo(caller);
        }

        return may;
    }

    /// <summary>Moves buffers until each queue is empty, or full at its other end, and somebody will notify or interrupt.</summary>
    private static void Work()
    {
        bool mayWait;
        do
        {
            Receive();
            Transmit();
            received.Show();
            toSend.Show();
            mayWait = MayWait();
            toSend.Notify(false);
            received.Notify(mayWait);
        }
        while (!mayWait);
    }

    /// <summary>
    /// Asks for notifications, and for interrupts after sending only if the transmitter waits for buffers, which it says before it shows
    /// frames.
    /// </summary>
    private static bool MayWait()
    {
        var mayWait = transmit.TryInterrupt(!transmit.HasRoom || toSend.IsAwaited(transmit.Count));
        mayWait &= receive.Count > Ample || received.MayWait();
        return mayWait & (!transmit.HasRoom || toSend.MayWait());
    }

    private static void Receive()
    {
        while (receive.HasRoom && received.TryTakeEmpty(out var buffer))
        {
            receive.Add(buffer);
        }

        receive.Publish();
        while (receive.TryPeek(out var buffer) && received.TryAddFull(buffer))
        {
            receive.Remove();
        }
    }

    private static void Transmit()
    {
        while (transmit.HasRoom && toSend.TryTakeFull(out var buffer))
        {
            transmit.Add(buffer);
        }

        transmit.Publish();
        while (transmit.TryPeek(out var buffer) && toSend.TryAddEmpty(new PacketBuffer(buffer.Address, buffer.Length)))
        {
            transmit.Remove();
        }
    }
}
