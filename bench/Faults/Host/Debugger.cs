// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>QEMU's debugger connection: stops the processor, and reads and writes its registers and physical memory.</summary>
/// <remarks>
/// Writes go through QEMU, which forgets what it had translated of the code there.
/// Source: GDB manual, appendix E (remote protocol); QEMU manual, "GDB usage" (physical memory mode).
/// </remarks>
internal sealed class Debugger : IDisposable
{
    private const int Timeout = 60_000;
    private const int MostAttempts = 200;

    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;
    private int read;

    /// <summary>Connects, which stops the processor.</summary>
    public Debugger(string path)
    {
        Connect(path);
        socket.ReceiveTimeout = Timeout;
        Send("qSupported");
        while (!Receive().Contains("PacketSize", StringComparison.Ordinal))
        {
            // What stopped the processor may be told first.
        }

        // QEMU gives single registers only to who has asked for their description.
        _ = Ask("qXfer:features:read:target.xml:0,ff");
        Require(Ask("Qqemu.PhyMemMode:1"), "OK");
    }

    /// <summary>Lets the processor run.</summary>
    public void Continue() => Send("c");

    /// <summary>Stops it.</summary>
    public void Stop()
    {
        socket.Send([3]);
        _ = Receive();
    }

    /// <summary>Waits until it stops at a breakpoint; false, and it is stopped, when it does not in time.</summary>
    public bool WaitForStop(int milliseconds)
    {
        if (read == used && !socket.Poll(TimeSpan.FromMilliseconds(milliseconds), SelectMode.SelectRead))
        {
            Stop();
            return false;
        }

        _ = Receive();
        return true;
    }

    /// <summary>Executes an instruction.</summary>
    public void Step() => _ = Ask("s");

    /// <summary>Sets a breakpoint at a virtual address of whatever address space.</summary>
    public void SetBreakpoint(ulong address) => Require(Ask($"Z1,{address:x},1"), "OK");

    /// <summary>Removes it.</summary>
    public void ClearBreakpoint(ulong address) => Require(Ask($"z1,{address:x},1"), "OK");

    /// <summary>Reads a register by QEMU's number.</summary>
    public ulong Register(int number)
    {
        var bytes = Convert.FromHexString(Ask($"p{number:x}"));
        ulong value = 0;
        for (var i = Math.Min(bytes.Length, sizeof(ulong)) - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    /// <summary>Writes a register.</summary>
    public void SetRegister(int number, ulong value, int bytes) =>
        Require(Ask($"P{number:x}={Convert.ToHexString(BitConverter.GetBytes(value), 0, bytes)}"), "OK");

    /// <summary>Writes a byte of physical memory.</summary>
    public void WritePhysical(ulong address, byte value) => Require(Ask($"M{address:x},1:{value:x2}"), "OK");

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static void Require(string answer, string expected)
    {
        if (answer != expected)
        {
            throw new GuestException($"QEMU's debugger connection answers \"{answer}\"");
        }
    }

    /// <summary>The socket's file is there a moment before QEMU listens.</summary>
    private void Connect(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(path));
                return;
            }
            catch (SocketException) when (attempt < MostAttempts)
            {
                Thread.Sleep(attempt);
            }
        }
    }

    private string Ask(string packet)
    {
        Send(packet);
        return Receive();
    }

    private void Send(string packet)
    {
        var sum = (byte)packet.Sum(character => character);
        socket.Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${packet}#{sum:x2}")));
    }

    private string Receive()
    {
        while (Next() != '$')
        {
        }

        var text = new StringBuilder();
        for (var character = Next(); character != '#'; character = Next())
        {
            text.Append((char)character);
        }

        _ = Next();
        _ = Next();
        socket.Send("+"u8);
        return text.ToString();
    }

    private byte Next()
    {
        if (read == used)
        {
            used = socket.Receive(buffer);
            read = 0;
            if (used == 0)
            {
                throw new GuestException("QEMU has ended");
            }
        }

        return buffer[read++];
    }
}
