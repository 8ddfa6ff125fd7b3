// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>
/// Joins two parties of each call: what comes from port 20000 + n goes to port 30000 + n of the same host, and back.
/// </summary>
internal static unsafe class Streams
{
    private const ulong Datagrams = 2;
    private const ushort Port = 5004;
    private const ushort FirstParties = 20_000;
    private const ushort SecondParties = 30_000;
    private const ushort Calls = 500;

    /// <summary>Forwards for ever.</summary>
    public static void Forward()
    {
        var batch = default(MessageBatch);
        batch.Prepare(Sockets.Open(Datagrams, Port));
        var partners = (ushort*)(Native.Storage() + (8 << 20));
        for (ushort i = 0; i < Calls; i++)
        {
            partners[FirstParties + i] = Swap((ushort)(SecondParties + i));
            partners[SecondParties + i] = Swap((ushort)(FirstParties + i));
        }

        Os.Write("linux peer: ready\n"u8);
        while (true)
        {
            var count = batch.Receive();
            for (var i = 0; i < count; i++)
            {
                batch.Address(i)->Port = partners[Swap(batch.Address(i)->Port)];
            }

            batch.Send(count);
        }
    }

    private static ushort Swap(ushort value) => (ushort)((value >> 8) | (value << 8));
}
