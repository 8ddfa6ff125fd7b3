// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.Copier;

/// <summary>Copies received frames into a client's own memory, so that no client sees the device's buffers or keeps them.</summary>
[Component]
internal partial struct Copier
{
    private static BufferSink received;
    private static BufferSource client;

    private static Region Packets => Configuration.Region(1);

    private static Region Data => Configuration.Region(3);

    public static void Init()
    {
        if (Configuration.ChannelCount != 2 || Configuration.RegionCount != 4)
        {
            Failure.Stop("net_copy needs a channel and a queue for net_receive, packets, and a channel, a queue and data for its client"u8);
        }

        received = BufferSink.Attach(Configuration.Region(0), Configuration.Channel(0));
        client = BufferSource.Attach(Configuration.Region(2), Configuration.Channel(1));
        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>
    /// Copies what there is. A frame for which the client has no buffer is lost, and the client's wait for one is nobody else's.
    /// </summary>
    private static void Work()
    {
        do
        {
            while (received.TryTakeFull(out var frame))
            {
                Copy(frame);
                received.TryAddEmpty(frame);
            }

            client.Flush();
            received.Flush();
        }
        while (!received.MayWait());
    }

    private static void Copy(PacketBuffer frame)
    {
        if (!IsInside(frame, Packets) || !client.HasRoom || !client.TryTakeEmpty(out var buffer))
        {
            return;
        }

        if (IsInside(buffer, Data) && frame.Length <= buffer.Length)
        {
            Packets.Bytes.Slice((int)frame.Address, (int)frame.Length).CopyTo(Data.Bytes[(int)buffer.Address..]);
            client.TryAddFull(new PacketBuffer(buffer.Address, frame.Length));
        }
    }

    private static bool IsInside(PacketBuffer buffer, Region region) =>
        buffer.Address <= (ulong)region.Bytes.Length && buffer.Length <= (ulong)region.Bytes.Length - buffer.Address;
}
