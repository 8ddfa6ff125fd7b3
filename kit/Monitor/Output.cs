// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.User.Text;

namespace Caprock.Kit.Monitor;

/// <summary>The monitor's lines: on the first serial line when nobody else has it, otherwise on the console of a debug kernel.</summary>
/// <remarks>Source of the registers: National Semiconductor PC16550D data sheet, section 8.0.</remarks>
internal static class Output
{
    private const byte LineStatus = 5;
    private const byte TransmitterEmpty = 0x20;
    private const int MostPolls = 100_000;

    private static LineBuffer buffer;

    /// <summary>Where a line is put together.</summary>
    public static Span<byte> Buffer => buffer;

    /// <summary>Writes a line about a protection domain.</summary>
    public static void Line(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> what)
    {
        var text = new TextBuilder(buffer);
        text.Append("monitor: "u8);
        text.Append(name);
        text.Append(what);
        Line(text.Written);
    }

    /// <summary>Writes a line.</summary>
    public static void Line(scoped ReadOnlySpan<byte> text)
    {
        if (Configuration.PortsCount == 0)
        {
            DebugConsole.WriteLine(text);
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            Write(text[i]);
        }

        Write((byte)'\r');
        Write((byte)'\n');
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
