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

    private static VirtQueue receive;
    private static VirtQueue transmit;
    private static BufferSource received;
    private static BufferSink toSend;

    public static void Init()
    {
        var rings = Configuration.Region(2);
        var receiver = Configuration.Channel(1);
        var transmitter = Configuration.Channel(Configuration.ChannelCount - 1);
        received = BufferSource.Attach(Configuration.Region(3), receiver);
        toSend = BufferSink.Attach(Configuration.Region(4), transmitter);
        Device.Reset(Configuration.Channel(0), Configuration.Region(0), Configuration.Region(1));
        Device.EnableMessages(Configuration.Interrupt(0).Id);
        receive.Prepare(rings, 0, ReceiveQueue, true);
        transmit.Prepare(rings, VirtQueue.Bytes, TransmitQueue, false);
        Device.Enable(ref receive, ReceiveQueue, rings.PhysicalAddress);
        Device.Enable(ref transmit, TransmitQueue, rings.PhysicalAddress + VirtQueue.Bytes);
        Device.Begin();
        Work();
    }

    public static void Notified(Channel channel) => Work();

    public static void Interrupted(Interrupt interrupt)
    {
        Work();
        interrupt.AcknowledgeDeferred();
    }

    private static ulong MacAddress() => Device.ReadMacAddress();

    /// <summary>Moves buffers until each queue is empty, or full at its other end, and somebody will notify or interrupt.</summary>
    private static void Work()
    {
        do
        {
            Receive();
            Transmit();
            received.Flush();
            toSend.Flush();
        }
        while (!((!receive.HasRoom || received.MayWait()) && (!transmit.HasRoom || toSend.MayWait())));
    }

    private static void Receive()
    {
        while (receive.TryTakeUsed(out var buffer, out var written))
        {
            // What exceeds the buffer, or is shorter than its header, is no frame; the peer gets its buffer back all the same.
            var length = written - VirtQueue.HeaderBytes;
            buffer.Length = length <= buffer.Length ? length : 0;
            received.TryAddFull(buffer);
        }

        while (receive.HasRoom && received.TryTakeEmpty(out var buffer))
        {
            if (buffer.Length != 0)
            {
                receive.Add(buffer);
            }
        }

        receive.Publish();
    }

    private static void Transmit()
    {
        while (transmit.TryTakeUsed(out var buffer, out _))
        {
            toSend.TryAddEmpty(buffer);
        }

        while (transmit.HasRoom && toSend.TryTakeFull(out var buffer))
        {
            if (buffer.Length != 0)
            {
                transmit.Add(buffer);
            }
            else
            {
                toSend.TryAddEmpty(buffer);
            }
        }

        transmit.Publish();
    }
}
