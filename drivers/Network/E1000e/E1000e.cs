// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Abi;
using Caprock.Drivers.Network.Protocol;
using Caprock.Drivers.Pci.Protocol;

namespace Caprock.Drivers.Network.E1000e;

/// <summary>
/// Driver of Intel's 82574 network card (e1000e): it passes buffers between the card and its two peers, and never looks into them.
/// </summary>
/// <remarks>
/// Source: Intel 82574 GbE Controller Family Datasheet 3.4, 4.6 (initialisation), 7.1.11 and 7.4 (MSI-X), 10.2 (registers); PCI 3.0,
/// 6.8.2 (message table).
/// </remarks>
[Component]
[Serves<INetworkDevice>]
internal partial struct E1000e
{
    private const uint Vendor = 0x8086;
    private const uint Model = 0x10d3;

    private const ulong Control = 0x0000;
    private const ulong EepromControl = 0x0010;
    private const ulong ExtendedControl = 0x0018;
    private const ulong InterruptCause = 0x00c0;
    private const ulong InterruptMaskSet = 0x00d0;
    private const ulong InterruptMaskClear = 0x00d8;
    private const ulong InterruptVectors = 0x00e4;
    private const ulong MessageInterval = 0x00e8;
    private const ulong ReceiveControl = 0x0100;
    private const ulong TransmitControl = 0x0400;
    private const ulong TransmitGap = 0x0410;
    private const ulong ReceiveRing = 0x2800;
    private const ulong TransmitRing = 0x3800;
    private const ulong RingHigh = 0x04;
    private const ulong RingBytes = 0x08;
    private const ulong RingHead = 0x10;
    private const ulong RingTail = 0x18;
    private const ulong ManyTable = 0x5200;
    private const ulong ManyTableWords = 128;
    private const ulong AddressLow = 0x5400;
    private const ulong AddressHigh = 0x5404;

    private const uint LinkUp = 1 << 6;
    private const uint ResetAll = 1 << 26;
    private const uint EepromWasRead = 1 << 9;
    private const uint ClearsPending = 1u << 31;
    private const uint AllCauses = uint.MaxValue;

    /// <summary>The causes of the queues when messages are on.</summary>
    private const uint Received = 1 << 20;
    private const uint Sent = 1 << 22;

    /// <summary>Both queues, and all other causes, go to message 0.</summary>
    private const uint OneMessageForAll = 0x8 | 0x800 | 0x8_0000;

    /// <summary>On, frames to anybody and to many, buffers of 2,048 bytes, without check sequence.</summary>
    private const uint ReceivesAll = 1 << 1 | 1 << 3 | 1 << 4 | 1 << 15 | 1 << 26;

    /// <summary>On, short frames padded, collisions as full duplex wants them.</summary>
    private const uint Transmits = 1 << 1 | 1 << 3 | 0xf << 4 | 0x3f << 12;

    /// <summary>Times between frames that the standard wants.</summary>
    private const uint StandardGap = 8 | 8 << 10 | 6 << 20;

    /// <summary>End of a frame, check sequence added, reported when sent.</summary>
    private const byte SendFrame = 1 << 0 | 1 << 1 | 1 << 3;

    /// <summary>A frame to send at most: the largest of Ethernet with a tag.</summary>
    private const uint MostBytes = 1518;

    private const ulong MessageAddress = 0xfee0_0000;
    private const int MostPolls = 1_000_000;

    private static Region registers;
    private static DescriptorRing receive;
    private static DescriptorRing transmit;
    private static BufferSource received;
    private static BufferSink toSend;
    private static DeviceWatch watch;

    public static void Init()
    {
        if (Configuration.ChannelCount < 2 || Configuration.RegionCount != 5)
        {
            Failure.Stop("e1000e needs channels to the bus and its peers, message table, registers, rings and two queues"u8);
        }

        registers = Configuration.Region(1);
        var transmitter = Configuration.Channel(Math.Min(2, Configuration.ChannelCount - 1));
        received = BufferSource.AttachBorrower(Configuration.Region(3), Configuration.Channel(1));
        toSend = BufferSink.AttachBorrower(Configuration.Region(4), transmitter);
        var pci = new PciDevice(Configuration.Channel(0));
        pci.Stop();
        Require(pci.Identity() == (Vendor | Model << 16) && pci.Start(), "there is no 82574 on the channel to the bus"u8);
        Reset();
        EnableMessages(pci, Configuration.Interrupt(0).Id);
        var rings = Configuration.Region(2);
        receive.Prepare(rings, 0, registers, ReceiveRing + RingTail, 0);
        transmit.Prepare(rings, DescriptorRing.Bytes, registers, TransmitRing + RingTail, SendFrame);
        EnableRing(ReceiveRing, rings.PhysicalAddress);
        EnableRing(TransmitRing, rings.PhysicalAddress + DescriptorRing.Bytes);
        Set(TransmitGap, StandardGap);
        Set(TransmitControl, Transmits);
        Set(ReceiveControl, ReceivesAll);
        Set(InterruptMaskSet, Received | Sent);
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

    /// <summary>The interrupt is a message, which the kernel does not mask: the next one comes without an acknowledgement.</summary>
    public static void Interrupted(Interrupt interrupt)
    {
        Set(InterruptCause, AllCauses);
        Work();
    }

    /// <summary>The card's address, as it was read from its EEPROM.</summary>
    private static ulong MacAddress() => Get(AddressLow) | ((ulong)(ushort)Get(AddressHigh) << 32);

    /// <summary>The card is not told to look into frames.</summary>
    private static ulong Abilities() => 0;

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

    /// <summary>Moves buffers until each ring is empty, or full at its other end, and somebody will notify or interrupt.</summary>
    private static void Work()
    {
        bool mayWait;
        do
        {
            Receive();
            Transmit();
            received.Show();
            toSend.Show();
            mayWait = (!receive.HasRoom || received.MayWait()) && (!transmit.HasRoom || toSend.MayWait());
            toSend.Notify(false);
            received.Notify(mayWait);
        }
        while (!mayWait);
    }

    private static void Receive()
    {
        while (receive.HasRoom && received.TryTakeEmpty(out var buffer))
        {
            receive.Add(buffer, buffer.Length >= NetworkLimits.BufferBytes);
        }

        receive.Publish();
        while (receive.TryPeek(out var buffer) && received.TryAddFull(new PacketBuffer(buffer.Address, buffer.Length)))
        {
            receive.Remove();
        }
    }

    private static void Transmit()
    {
        while (transmit.HasRoom && toSend.TryTakeFull(out var buffer))
        {
            transmit.Add(buffer, buffer.Length is > 0 and <= MostBytes);
        }

        transmit.Publish();
        while (transmit.TryPeek(out var buffer) && toSend.TryAddEmpty(new PacketBuffer(buffer.Address, buffer.Length)))
        {
            transmit.Remove();
        }
    }

    /// <summary>Ends whatever an earlier driver had the card do, with all interrupts off, and sets the link up.</summary>
    private static void Reset()
    {
        Set(InterruptMaskClear, AllCauses);
        Set(Control, Get(Control) | ResetAll);
        var polls = 0;
        while (polls < MostPolls && ((Get(Control) & ResetAll) != 0 || (Get(EepromControl) & EepromWasRead) == 0))
        {
            polls++;
        }

        Require(polls < MostPolls, "the 82574 does not come out of its reset"u8);
        Set(InterruptMaskClear, AllCauses);
        Set(InterruptCause, AllCauses);
        Set(Control, Get(Control) | LinkUp);
        for (ulong i = 0; i < ManyTableWords; i++)
        {
            Set(ManyTable + (i * 4), 0);
        }
    }

    /// <summary>Has the card's first message go to an interrupt vector, without a pause between messages.</summary>
    private static void EnableMessages(PciDevice pci, uint vector)
    {
        var messages = Configuration.Region(0);
        messages.At<uint>(0) = (uint)MessageAddress;
        messages.At<uint>(4) = 0;
        messages.At<uint>(8) = vector + Limits.InterruptVectorOffset;
        messages.At<uint>(12) = 0;
        Require(pci.EnableMessages(vector), "the bus does not let the 82574 send messages"u8);
        Set(MessageInterval, 0);
        Set(InterruptVectors, OneMessageForAll);
        Set(ExtendedControl, Get(ExtendedControl) | ClearsPending);
    }

    private static void EnableRing(ulong ring, ulong physical)
    {
        Set(ring, (uint)physical);
        Set(ring + RingHigh, (uint)(physical >> 32));
        Set(ring + RingBytes, DescriptorRing.Bytes);
        Set(ring + RingHead, 0);
        Set(ring + RingTail, 0);
    }

    private static void Require(bool condition, ReadOnlySpan<byte> text)
    {
        if (!condition)
        {
            Failure.Stop(text);
        }
    }

    private static uint Get(ulong register) => Volatile.Read(ref registers.At<uint>(register));

    private static void Set(ulong register, uint value) => Volatile.Write(ref registers.At<uint>(register), value);

    /// <summary>
    /// A ring of descriptors of 16 bytes each, which the card works off in their order: first the address (8 bytes), then the length (2).
    /// </summary>
    /// <remarks>
    /// Source: Intel 82574 GbE Controller Family Datasheet 3.4, 7.1.4 (received), 7.2.10 (to send, both the legacy format).
    /// The card writes nothing that is used as an index.
    /// </remarks>
    private struct DescriptorRing
    {
        /// <summary>Buffers that are under way at most; one place less than the ring has, since a full ring would look empty.</summary>
        public const int Slots = 128;

        /// <summary>Memory that a ring takes.</summary>
        public const uint Bytes = Places * PlaceBytes;

        private const uint Places = 256;
        private const uint PlaceBytes = 16;
        private const byte DescriptorDone = 1;
        private const byte EndOfFrame = 2;

        /// <summary>Errors of the frame itself; the other two bits are about checksums within it, of which nothing is said.</summary>
        private const byte FrameErrors = 0x9f;
        private const ulong LengthOffset = 8;
        private const ulong StatusOffset = 12;
        private const ulong ErrorsOffset = 13;

        private Region memory;
        private Region registers;
        private ulong offset;
        private ulong tailRegister;
        private byte command;
        private uint posted;
        private uint shown;
        private uint taken;
        private uint added;
        private uint checkedSlots;
        private uint removed;
        private SlotBuffers buffers;
        private SlotFlags isAtDevice;

        /// <summary>Whether there is a slot for another buffer.</summary>
        public readonly bool HasRoom => added - removed < Slots;

        /// <summary>Buffers in it.</summary>
        public readonly uint Count => added - removed;

        /// <summary>Buffers that were ever removed, modulo 2^32.</summary>
        public readonly uint Removed => removed;

        /// <summary>Prepares a ring without buffers; the command is what the card does with frames to send, zero for others.</summary>
        public void Prepare(Region rings, ulong start, Region device, ulong tail, byte commandBits)
        {
            memory = rings;
            offset = start;
            registers = device;
            tailRegister = tail;
            command = commandBits;
            memory.Bytes.Slice((int)start, (int)Bytes).Clear();
        }

        /// <summary>Gives the card a buffer, unless its length is not one that it can have; there must be room.</summary>
        public void Add(PacketBuffer buffer, bool fits)
        {
            buffer.Length = fits ? buffer.Length : 0;
            buffer.Checksum = default;
            buffers[(int)(added % Slots)] = buffer;
            isAtDevice[(int)(added % Slots)] = fits;
            added++;
            if (fits)
            {
                var place = Place(posted);
                memory.At<ulong>(place) = buffer.Address;
                memory.At<ulong>(place + LengthOffset) = command == 0 ? 0 : (ushort)buffer.Length | ((ulong)command << 24);
                posted++;
            }
        }

        /// <summary>Shows the card what was added.</summary>
        public void Publish()
        {
            if (shown != posted)
            {
                shown = posted;
                Interlocked.MemoryBarrier();
                Volatile.Write(ref registers.At<uint>(tailRegister), posted % Places);
            }
        }

        /// <summary>Looks at the buffer that came first; false when the card has it, or there is none.</summary>
        public bool TryPeek(out PacketBuffer buffer)
        {
            while (checkedSlots != added && IsThrough((int)(checkedSlots % Slots)))
            {
                checkedSlots++;
            }

            buffer = buffers[(int)(removed % Slots)];
            return removed != checkedSlots;
        }

        /// <summary>Removes the buffer that came first.</summary>
        public void Remove() => removed++;

        /// <summary>A received frame that has errors, or does not fit into its buffer, gets the length zero.</summary>
        private bool IsThrough(int slot)
        {
            if (!isAtDevice[slot])
            {
                return true;
            }

            var place = Place(taken);
            var status = Volatile.Read(ref memory.At<byte>(place + StatusOffset));
            if ((status & DescriptorDone) == 0)
            {
                return false;
            }

            taken++;
            if (command == 0)
            {
                ref var buffer = ref buffers[slot];
                uint length = memory.At<ushort>(place + LengthOffset);
                var isWhole = (status & EndOfFrame) != 0 && (memory.At<byte>(place + ErrorsOffset) & FrameErrors) == 0;
                buffer.Length = isWhole && length <= buffer.Length ? length : 0;
            }

            return true;
        }

        private readonly ulong Place(uint number) => offset + (number % Places * PlaceBytes);
    }

    /// <summary>The buffer in each slot.</summary>
    [InlineArray(DescriptorRing.Slots)]
    private struct SlotBuffers
    {
        private PacketBuffer first;
    }

    /// <summary>Whether the card has, or had, the buffer in each slot; the others have no frame and go through without it.</summary>
    [InlineArray(DescriptorRing.Slots)]
    private struct SlotFlags
    {
        private bool first;
    }
}
