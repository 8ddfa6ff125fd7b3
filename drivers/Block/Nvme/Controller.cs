// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Abi;
using Caprock.Drivers.Block.Protocol;
using Caprock.Drivers.Pci.Protocol;

namespace Caprock.Drivers.Block.Nvme;

/// <summary>
/// The controller: its registers, and the commands of the admin queue, for whose ends it is looked while the driver starts.
/// </summary>
/// <remarks>
/// Source: NVM Express Base Specification 1.4, 3.1 (registers), 5 (admin commands), 7.6.1 (initialisation); PCI 3.0, 6.8.2.
/// </remarks>
internal static class Controller
{
    /// <summary>Commands of the queue for reading and writing.</summary>
    public const uint Entries = 128;

    /// <summary>The first namespace.</summary>
    public const uint Space = 1;

    private const ulong Capabilities = 0x00;
    private const ulong Configuring = 0x14;
    private const ulong Status = 0x1c;
    private const ulong AdminSizes = 0x24;
    private const ulong AdminCommands = 0x28;
    private const ulong AdminCompletions = 0x30;
    private const ulong Doorbells = 0x1000;
    private const uint AdminEntries = 16;

    private const uint Enabled = 1;
    private const uint EntrySizes = (6 << 16) | (4 << 20);
    private const uint Ready = 1;
    private const uint Fatal = 2;
    private const int MostPolls = 10_000_000;

    private const uint CreateCommands = 0x01;
    private const uint CreateCompletions = 0x05;
    private const uint Identify = 0x06;
    private const uint OfSpace = 0;
    private const uint OfController = 1;
    private const uint Contiguous = 1;
    private const uint Interrupts = 2;

    private const ulong AdminCommandsAt = 0;
    private const ulong AdminCompletionsAt = 0x1000;
    private const ulong CommandsAt = 0x2000;
    private const ulong CompletionsAt = 0x4000;
    private const ulong IdentityAt = 0x5000;

    private const ulong FormatOffset = 26;
    private const ulong FormatsOffset = 128;
    private const ulong MostTransferOffset = 77;
    private const ulong CacheOffset = 525;
    private const uint BlockShift = 9;
    private const byte LeastTransferShift = 6;

    private const ulong MessageAddress = 0xfee0_0000;
    private const uint MessageTableOffset = 4;

    private static Region registers;
    private static Region memory;
    private static QueuePair admin;

    /// <summary>Whether the device has a cache that is to be flushed.</summary>
    public static bool HasCache { get; private set; }

    /// <summary>Resets the device, and makes the queues for reading and writing.</summary>
    /// <returns>Blocks of the first namespace.</returns>
    public static ulong Start(Channel bus, Region registerRange, Region rings, uint vector, ref QueuePair queues)
    {
        registers = registerRange;
        memory = rings;
        var pci = new PciDevice(bus);
        Require(pci.Start(), "there is no device on the channel to the bus"u8);
        var capabilities = Get(Capabilities) | ((ulong)Get(Capabilities + 4) << 32);
        var stride = 4ul << (int)((capabilities >> 32) & 0xf);
        Set(Configuring, 0);
        WaitFor(0);
        admin.Prepare(memory, AdminCommandsAt, AdminCompletionsAt, AdminEntries);
        admin.Connect(registers, Doorbells, stride);
        Set(AdminSizes, (AdminEntries - 1) | ((AdminEntries - 1) << 16));
        SetAddress(AdminCommands, memory.PhysicalAddress + AdminCommandsAt);
        SetAddress(AdminCompletions, memory.PhysicalAddress + AdminCompletionsAt);
        Set(Configuring, EntrySizes | Enabled);
        WaitFor(Ready);
        var blocks = ReadIdentity();
        EnableMessages(pci, vector);
        queues.Prepare(memory, CommandsAt, CompletionsAt, Entries);
        queues.Connect(registers, Doorbells + (2 * stride), stride);
        Ask(CreateCompletions, 0, memory.PhysicalAddress + CompletionsAt, 1 | ((Entries - 1) << 16), Contiguous | Interrupts);
        Ask(CreateCommands, 0, memory.PhysicalAddress + CommandsAt, 1 | ((Entries - 1) << 16), Contiguous | (1 << 16));
        return blocks;
    }

    private static ulong ReadIdentity()
    {
        Ask(Identify, 0, memory.PhysicalAddress + IdentityAt, OfController, 0);
        HasCache = (memory.At<byte>(IdentityAt + CacheOffset) & 1) != 0;
        var most = memory.At<byte>(IdentityAt + MostTransferOffset);
        Require(most is 0 or >= LeastTransferShift, "the device's requests are too small"u8);
        Ask(Identify, Space, memory.PhysicalAddress + IdentityAt, OfSpace, 0);
        var format = memory.At<byte>(IdentityAt + FormatOffset) & 0xfu;
        var shift = (memory.At<uint>(IdentityAt + FormatsOffset + (format * 4)) >> 16) & 0xff;
        Require(shift == BlockShift, "the device's blocks are not of 512 bytes"u8);
        return memory.At<ulong>(IdentityAt);
    }

    private static void EnableMessages(PciDevice pci, uint vector)
    {
        var table = pci.FindCapability(PciCapability.MessageTable, 0);
        Require(table != 0 && (pci.Read(table + MessageTableOffset) & 7) == 0, "the device has no message table among its registers"u8);
        ulong entry = pci.Read(table + MessageTableOffset);
        Set(entry, (uint)MessageAddress);
        Set(entry + 4, 0);
        Set(entry + 8, vector + Limits.InterruptVectorOffset);
        Set(entry + 12, 0);
        Require(pci.EnableMessages(vector), "the bus does not let the device send messages"u8);
    }

    private static void Ask(uint opcode, uint space, ulong address, uint word10, uint word11)
    {
        var at = admin.Begin(opcode, 0, space, address, 0);
        memory.At<uint>(at + 40) = word10;
        memory.At<uint>(at + 44) = word11;
        admin.Publish();
        for (var i = 0; i < MostPolls; i++)
        {
            if (admin.TryTake(out _, out var status))
            {
                admin.Release();
                Require(status == 0, "the device refuses an admin command"u8);
                return;
            }

            // Reading a register gives the device time.
            Require((Get(Status) & Fatal) == 0, "the device has failed"u8);
        }

        Require(false, "the device does not answer"u8);
    }

    private static void WaitFor(uint ready)
    {
        for (var i = 0; i < MostPolls; i++)
        {
            var status = Get(Status);
            Require((status & Fatal) == 0 || ready == 0, "the device has failed"u8);
            if ((status & Ready) == ready)
            {
                return;
            }
        }

        Require(false, "the device does not become ready"u8);
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

    private static void SetAddress(ulong register, ulong value)
    {
        Set(register, (uint)value);
        Set(register + 4, (uint)(value >> 32));
    }
}
