// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kernel.Arch.X64;

/// <summary>The machine's IOAPICs, and which pin each interrupt is connected to. Source: Intel 82093AA data sheet, 3.0.</summary>
public static unsafe class IoApic
{
    /// <summary>Most IOAPICs that are used.</summary>
    public const int MaximumCount = 8;

    private const uint WindowWord = 4;
    private const uint VersionRegister = 1;
    private const uint FirstRedirection = 0x10;
    private const uint Masked = 0x1_0000;
    private const uint LevelTriggered = 0x8000;
    private const uint ActiveLow = 0x2000;
    private const uint Connected = 0x8000;
    private const uint MaximumPins = 120;

    private static IoApicState state;

    /// <summary>Number of IOAPICs, in the order of the ACPI tables.</summary>
    public static int Count => state.Count;

    /// <summary>Number of input pins.</summary>
    public static int PinCount(int ioApic) => state.PinCounts[ioApic];

    /// <summary>Takes the next IOAPIC, already mapped, into use with every pin masked.</summary>
    public static void Add(uint offsetInPage, ulong localApicIdentifier)
    {
        int ioApic = state.Count++;
        state.Destination = (uint)localApicIdentifier << 24;
        state.Registers[ioApic] = X64AddressMap.IoApic + ((ulong)ioApic << 12) + offsetInPage;
        uint pins = Math.Min((Read(ioApic, VersionRegister) >> 16 & 0xff) + 1, MaximumPins);
        state.PinCounts[ioApic] = (byte)pins;
        for (uint pin = 0; pin < pins; pin++)
        {
            Write(ioApic, FirstRedirection + (2 * pin), Masked);
        }
    }

    /// <summary>Lets a pin raise an interrupt, not masked, and no longer any other that it raised before.</summary>
    public static void Connect(ulong irq, int ioApic, int pin, bool isLevel, bool isActiveLow)
    {
        uint redirection = FirstRedirection + (2 * (uint)pin);
        uint entry = ((uint)irq + X64Interrupts.FirstVector) | (isLevel ? LevelTriggered : 0) | (isActiveLow ? ActiveLow : 0);
        ushort connection = (ushort)(((uint)ioApic << 8) | (uint)pin | Connected);
        for (int other = 0; other < X64Interrupts.Count; other++)
        {
            if (state.Pins[other] == connection)
            {
                state.Pins[other] = 0;
            }
        }

        state.Pins[(int)irq] = connection;
        state.Entries[(int)irq] = entry;
        Write(ioApic, redirection + 1, state.Destination);
        Write(ioApic, redirection, entry);
    }

    /// <summary>Masks the pin that raises an interrupt and ends their connection.</summary>
    public static void Disconnect(ulong irq)
    {
        SetMask(irq, true);
        state.Pins[(int)irq] = 0;
    }

    /// <summary>Masks or unmasks the pin that raises an interrupt; nothing for one no pin raises.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetMask(ulong irq, bool isMasked)
    {
        uint connection = state.Pins[(int)irq];
        if ((connection & Connected) != 0)
        {
            uint pin = connection & 0xff;
            Write((int)(connection >> 8 & 7), FirstRedirection + (2 * pin), state.Entries[(int)irq] | (isMasked ? Masked : 0));
        }
    }

    private static uint Read(int ioApic, uint register)
    {
        uint* registers = (uint*)state.Registers[ioApic];
        System.Threading.Volatile.Write(ref registers[0], register);
        return System.Threading.Volatile.Read(ref registers[WindowWord]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(int ioApic, uint register, uint value)
    {
        uint* registers = (uint*)state.Registers[ioApic];
        System.Threading.Volatile.Write(ref registers[0], register);
        System.Threading.Volatile.Write(ref registers[WindowWord], value);
    }
}
