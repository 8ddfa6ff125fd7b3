// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Drivers.Serial.Uart16550;

/// <summary>Driver of a 16550 serial port: bytes from the transmit queue to the line, and from the line to the receive queue.</summary>
/// <remarks>Source: National Semiconductor PC16550D data sheet (June 1995), section 8 (registers).</remarks>
[Component]
internal partial struct Uart16550
{
    private const ushort Data = 0;
    private const ushort DivisorHigh = 1;
    private const ushort InterruptEnable = 1;
    private const ushort FifoControl = 2;
    private const ushort LineControl = 3;
    private const ushort ModemControl = 4;
    private const ushort LineStatus = 5;
    private const ushort ModemStatus = 6;

    private const byte DivisorLatch = 0x80;
    private const byte EightBitsNoParity = 0x03;
    private const byte DivisorOf115200 = 1;
    private const byte FifosInterruptAtEight = 0x81;
    private const byte ReadyAndInterruptGate = 0x0b;
    private const byte ReceivedDataInterrupt = 0x01;
    private const byte TransmitterEmptyInterrupt = 0x02;
    private const byte DataReady = 0x01;
    private const byte TransmitterEmpty = 0x20;
    private const int FifoBytes = 16;

    /// <summary>Bytes taken from the line before anything else is done.</summary>
    private const int MostReceived = 64;

    private static ByteReceiver transmitQueue;
    private static ByteSender receiveQueue;
    private static byte enabledInterrupts;

    public static void Init()
    {
        transmitQueue = ByteReceiver.Attach(Configuration.Region(0), Configuration.Channel(0));
        receiveQueue = ByteSender.Attach(Configuration.Region(1), Configuration.Channel(1));
        Write(InterruptEnable, 0);
        Write(LineControl, DivisorLatch);
        Write(Data, DivisorOf115200);
        Write(DivisorHigh, 0);
        Write(LineControl, EightBitsNoParity);
        Write(FifoControl, FifosInterruptAtEight);
        Write(ModemControl, ReadyAndInterruptGate);
        enabledInterrupts = ReceivedDataInterrupt;
        Write(InterruptEnable, enabledInterrupts);
        Transmit();
    }

    public static void Notified(Channel channel) => Transmit();

    /// <summary>
    /// The line to the interrupt controller stays active until its causes are gone, so nothing is lost by leaving some for the next.
    /// </summary>
    public static void Interrupted(Interrupt interrupt)
    {
        Receive();
        Transmit();
        interrupt.AcknowledgeDeferred();
    }

    private static void Receive()
    {
        for (var i = 0; i < MostReceived; i++)
        {
            if ((Read(LineStatus) & DataReady) == 0)
            {
                break;
            }

            // With the queue full the byte is lost: nobody else may wait for a client that does not read.
            receiveQueue.TryAdd(Read(Data));
        }

        receiveQueue.Flush();
        Read(ModemStatus);
    }

    /// <summary>Fills the transmitter when it is empty; it interrupts when it is empty again.</summary>
    private static void Transmit()
    {
        if ((Read(LineStatus) & TransmitterEmpty) == 0)
        {
            return;
        }

        var count = 0;
        do
        {
            while (count < FifoBytes && transmitQueue.TryTake(out var value))
            {
                Write(Data, value);
                count++;
            }
        }
        while (count == 0 && !transmitQueue.MayWait());

        transmitQueue.Release();
        var enabled = (byte)(ReceivedDataInterrupt | (count == 0 ? 0 : TransmitterEmptyInterrupt));
        if (enabled != enabledInterrupts)
        {
            enabledInterrupts = enabled;
            Write(InterruptEnable, enabled);
        }
    }

    private static byte Read(ushort register)
    {
        var ports = Configuration.Ports(0);
        return ports.Read8((ushort)(ports.First + register));
    }

    private static void Write(ushort register, byte value)
    {
        var ports = Configuration.Ports(0);
        ports.Write8((ushort)(ports.First + register), value);
    }
}
