// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>A 16550 serial port: interrupt on received data, transmission by polling.</summary>
/// <remarks>Source: National Semiconductor PC16550D data sheet, section 8.0 (registers).</remarks>
internal readonly struct SerialPort(Ports ports)
{
    private const ushort First = 0x3f8;
    private const ushort Data = First;
    private const ushort InterruptEnable = First + 1;
    private const ushort FifoControl = First + 2;
    private const ushort LineControl = First + 3;
    private const ushort ModemControl = First + 4;
    private const ushort LineStatus = First + 5;

    private const byte DivisorLatch = 0x80;
    private const byte EightBitsNoParity = 0x03;
    private const byte EnableFifos = 0x01;
    private const byte ReadyAndInterruptGate = 0x0b;
    private const byte ReceivedDataInterrupt = 0x01;
    private const byte DataReady = 0x01;
    private const byte TransmitterEmpty = 0x20;
    private const int FifoBytes = 16;
    private const int MostPolls = 100_000;

    private readonly Ports ports = ports;

    /// <summary>115,200 baud, 8 data bits, no parity; received data interrupts.</summary>
    public void Initialise()
    {
        Write(InterruptEnable, 0);
        Write(LineControl, DivisorLatch);
        Write(Data, 1);
        Write(InterruptEnable, 0);
        Write(LineControl, EightBitsNoParity);
        Write(FifoControl, EnableFifos);
        Write(ModemControl, ReadyAndInterruptGate);
        Write(InterruptEnable, ReceivedDataInterrupt);
    }

    /// <summary>Takes a received character if there is one.</summary>
    public bool TryRead(out byte character)
    {
        character = 0;
        if ((Read(LineStatus) & DataReady) == 0)
        {
            return false;
        }

        character = Read(Data);
        return true;
    }

    /// <summary>Sends text; a port that stops taking characters loses them rather than stopping the driver.</summary>
    public void Write(scoped ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i % FifoBytes == 0)
            {
                WaitForTransmitter();
            }

            Write(Data, text[i]);
        }
    }

    private void WaitForTransmitter()
    {
        for (var polls = 0; polls < MostPolls && (Read(LineStatus) & TransmitterEmpty) == 0; polls++)
        {
        }
    }

    private byte Read(ushort port) => ports.Read8(port);

    private void Write(ushort port, byte value) => ports.Write8(port, value);
}
