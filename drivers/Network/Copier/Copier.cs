// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.Copier;

/// <summary>Copies received frames into a client's own memory, so that no client sees the device's buffers or keeps them.</summary>
[Component]
internal partial struct Copier
{
    private static BufferSink received;
    private static BufferSource client;
    private static Region packets;
    private static Region data;

    public static void Init()
    {
        if (Configuration.ChannelCount != 2 || Configuration.RegionCount != 4)
        {
            Failure.Stop("net_copy needs a channel and a queue for net_receive, packets, and a channel, a queue and data for its client"u8);
        }

        packets = Configuration.Region(1);
        data = Configuration.Region(3);
        received = BufferSink.AttachBorrower(Configuration.Region(0), Configuration.Channel(0));
        client = BufferSource.AttachBorrower(Configuration.Region(2), Configuration.Channel(1));
        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>A notification may have been lost.</summary>
    public static void Beat() => Work();

    /// <summary>
    /// Copies what there is. A frame for which the client has no buffer is lost, and the client's wait for one is nobody else's.
    /// </summary>
    private static void Work()
    {
        bool mayWait;
        do
        {
            while (received.TryTakeFull(out var frame))
            {
                Copy(frame);
                received.TryAddEmpty(frame);
            }

            client.Show();
            received.Show();
            mayWait = received.MayWait();
            received.Notify(false);
            client.Notify(mayWait);
        }
        while (!mayWait);
    }

    /// <summary>
    /// A buffer that is not the client's, or too small, goes back without a frame. A client that does not know what notes of checksums mean
    /// gets frames whose checksums are complete.
    /// </summary>
    private static void Copy(PacketBuffer frame)
    {
        if (!IsInside(frame, packets) || frame.Length == 0 || !client.HasRoom || !client.TryTakeEmpty(out var buffer))
        {
            return;
        }

        var fits = IsInside(buffer, data) && frame.Length <= buffer.Length && frame.Checksum.FitsIn(frame.Length, 0);
        var note = frame.Checksum;
        if (fits)
        {
            var copy = Part(data, buffer.Address, frame.Length);
            Part(packets, frame.Address, frame.Length).CopyTo(copy);
            if (note.IsPartial && !buffer.Checksum.IsValid)
            {
                note.Complete(copy);
                note = ChecksumNote.Valid;
            }
        }

        client.TryAddFull(new PacketBuffer(buffer.Address, fits ? frame.Length : 0, note));
    }

    /// <summary>Bytes of a region, in which they are known to lie.</summary>
    // Safety: IsInside was asked about all of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Span<byte> Part(Region region, ulong offset, uint length) =>
        new((byte*)region.Address + offset, (int)length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInside(PacketBuffer buffer, Region region) =>
        buffer.Address <= region.Length && buffer.Length <= region.Length - buffer.Address;
}
