// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Drivers.Network.Protocol;
using Caprock.Drivers.Virtio.Protocol;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Tests.Containment;

/// <summary>What can be done with devices.</summary>
internal static class DeviceAttack
{
    /// <summary>The reset control register of PIIX3 and its successors, inside the range of PCI configuration.</summary>
    /// <remarks>Source: Intel 82371SB (PIIX3), 2.5.5.1: bit 2 resets the processor, bit 1 says that it is a hard reset.</remarks>
    private const ushort ResetPort = 0xcf9;

    private const byte HardReset = 0x06;

    private const ulong SecondRing = 0x3000;
    private const ulong Frame = 0x6000;
    private const ulong FrameHeader = 0x6100;
    private const uint HeaderBytes = 12;
    private const uint FrameBytes = 42;
    private const uint TargetBytes = 1024;
    private const uint TicksToWait = 8;

    private static VirtioDevice card;
    private static VirtioRing receive;
    private static VirtioRing transmit;

    /// <summary>Who has 10.0.2.2? QEMU's network answers whoever asks. Source: RFC 826.</summary>
    private static ReadOnlySpan<byte> Question =>
    [
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, 1,
        0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 10, 0, 2, 15, 0, 0, 0, 0, 0, 0, 10, 0, 2, 2,
    ];

    /// <summary>Random words at random registers of the chosen regions.</summary>
    public static unsafe void Registers()
    {
        var orders = Attacker.Orders;
        while (orders->Next < orders->Count)
        {
            var dice = Dice.Begin(orders->Seed, orders->Next);
            orders->Next++;
            orders->Attempts++;
            for (var i = 0; i < Attacker.RegionCount; i++)
            {
                if (((orders->Regions >> i) & 1) != 0)
                {
                    var words = Configuration.Region(i).AsSpan<uint>();
                    Volatile.Write(ref words[(int)Dice.Below(ref dice, (ulong)words.Length)], (uint)Choice.Value(ref dice));
                }
            }

            if (orders->Next % 64 == 0)
            {
                Kernel.Yield();
            }
        }
    }

    /// <summary>
    /// Has the card send what is at the target's second page, and put the answer to a question into its first; the regions are those of the
    /// card's driver.
    /// </summary>
    public static unsafe void ReadAndWriteByDevice()
    {
        var orders = Attacker.Orders;
        var rings = Configuration.Region(2);
        orders->Attempts += 2;
        card.Reset(Configuration.Channel(0), Configuration.Region(1), 0);
        receive.Prepare(rings, 0);
        transmit.Prepare(rings, SecondRing);
        card.Enable(ref receive, 0);
        card.Enable(ref transmit, 1);
        card.Begin();

        receive.Describe(0, orders->Target, TargetBytes, VirtioRing.DeviceWrites, 0);
        receive.Add(0);
        receive.Publish();

        Question.CopyTo(rings.Bytes.Slice((int)Frame, (int)FrameBytes));
        rings.Bytes.Slice((int)FrameHeader, (int)HeaderBytes).Clear();
        transmit.Describe(0, rings.PhysicalAddress + FrameHeader, HeaderBytes, VirtioRing.HasNext, 1);
        transmit.Describe(1, rings.PhysicalAddress + Frame, FrameBytes, 0, 0);
        transmit.Add(0);
        transmit.Describe(2, rings.PhysicalAddress + FrameHeader, HeaderBytes, VirtioRing.HasNext, 3);
        transmit.Describe(3, orders->Target + Pattern.SecretOffset, TargetBytes, 0, 0);
        transmit.Add(2);
        transmit.Publish();

        GiveTime();
    }

    /// <summary>
    /// Has the card do the same through its driver, which believes virtualisers: gives it a buffer to send, or one for received frames. The
    /// first region and channel are those towards the driver.
    /// </summary>
    public static unsafe void ReadOrWriteByDriver(bool sends)
    {
        var orders = Attacker.Orders;
        orders->Attempts++;
        if (sends)
        {
            var toSend = BufferSource.Attach(Configuration.Region(0), Configuration.Channel(0));
            toSend.TryAddFull(new PacketBuffer(orders->Target + Pattern.SecretOffset, TargetBytes));
            toSend.Flush();
        }
        else
        {
            var received = BufferSink.Attach(Configuration.Region(0), Configuration.Channel(0));
            received.TryAddEmpty(new PacketBuffer(orders->Target, TargetBytes * 2));
            received.Flush();
        }

        Configuration.Channel(0).Notify();
        GiveTime();
    }

    /// <summary>Resets the machine, if the component has the port.</summary>
    public static unsafe void Reset()
    {
        Attacker.Orders->Attempts++;
        Configuration.Ports(0).Write8(ResetPort, HardReset);
    }

    /// <summary>The tick until which a device, and who drives it, is given time to do what it was asked.</summary>
    internal static unsafe ulong Patience() => Volatile.Read(ref Attacker.Orders->Ticks) + TicksToWait;

    /// <summary>Whether that has not come yet; the processor is given up before it is looked at.</summary>
    internal static unsafe bool IsWaiting(ulong patience)
    {
        Kernel.Yield();
        return Volatile.Read(ref Attacker.Orders->Ticks) < patience;
    }

    private static void GiveTime()
    {
        var patience = Patience();
        while (IsWaiting(patience))
        {
        }
    }
}
