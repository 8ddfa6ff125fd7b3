// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Kit.Monitor;

/// <summary>The monitor's lines: to the component that asks for them; otherwise, or when they are about that one, to the first serial line
/// when nobody else has it, or to the console of a debug kernel.</summary>
/// <remarks>Source of the registers: National Semiconductor PC16550D data sheet, section 8.0.</remarks>
internal static unsafe class Output
{
    private const byte LineStatus = 5;
    private const byte TransmitterEmpty = 0x20;
    private const int MostPolls = 100_000;

    private static LineBuffer buffer;
    private static bool isAboutReader;

    /// <summary>Where a line is put together.</summary>
    public static Span<byte> Buffer => buffer;

    /// <summary>Tells whom the next lines are about.</summary>
    public static void About(uint domain) => isAboutReader = domain == Configuration.Header->LogReader;

    /// <summary>Writes a line about a protection domain.</summary>
    public static void Line(uint domain, scoped ReadOnlySpan<byte> what)
    {
        About(domain);
        var text = new TextBuilder(buffer);
        text.Append("monitor: "u8);
        text.Append(Domain.Name(domain));
        text.Append(what);
        Line(text.Written);
    }

    /// <summary>Writes a line.</summary>
    public static void Line(scoped ReadOnlySpan<byte> text)
    {
        if (Configuration.Header->LogAddress != 0 && !isAboutReader)
        {
            WriteLog(text);
        }
        else if (Configuration.PortsCount != 0)
        {
            Send(text);
            Send("\r\n"u8);
        }
        else
        {
            DebugConsole.WriteLine(text);
        }
    }

    private static void WriteLog(scoped ReadOnlySpan<byte> text)
    {
        var header = (MonitorLogHeader*)Configuration.Header->LogAddress;
        var ring = new Span<byte>(header + 1, (int)SpaceLayout.LogBytes - sizeof(MonitorLogHeader));
        for (var i = 0; i <= text.Length; i++)
        {
            ring[(int)((header->Written + (ulong)i) % (ulong)ring.Length)] = i < text.Length ? text[i] : (byte)'\n';
        }

        Volatile.Write(ref header->Written, header->Written + (ulong)text.Length + 1);
        Kernel.Signal(Configuration.Header->LogId);
    }

    private static void Send(scoped ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Write(text[i]);
        }
    }

    private static void Write(byte character)
    {
        var ports = Configuration.Ports(0);
        for (var polls = 0; polls < MostPolls; polls++)
        {
            if ((ports.Read8((ushort)(ports.First + LineStatus)) & TransmitterEmpty) != 0)
            {
                break;
            }
        }

        ports.Write8(ports.First, character);
    }
}
