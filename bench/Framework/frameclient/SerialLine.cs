// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.User.Text;

namespace Caprock.Bench.Framework;

/// <summary>The serial line, written by polling, so that a release kernel can be measured.</summary>
/// <remarks>Source: National Semiconductor PC16550D data sheet, section 8.0 (registers).</remarks>
internal static class SerialLine
{
    private const byte LineStatus = 5;
    private const byte TransmitterEmpty = 0x20;

    private static NumberBuffer digits;

    /// <summary>Writes text.</summary>
    public static void Write(scoped ReadOnlySpan<byte> text)
    {
        var ports = Configuration.Ports(0);
        for (var i = 0; i < text.Length; i++)
        {
            while ((ports.Read8((ushort)(ports.First + LineStatus)) & TransmitterEmpty) == 0)
            {
            }

            ports.Write8(ports.First, text[i]);
        }
    }

    /// <summary>Writes a space and a number.</summary>
    public static void WriteNumber(ulong value)
    {
        var text = new TextBuilder(digits);
        text.Append(" "u8);
        text.AppendDecimal((long)value);
        Write(text.Written);
    }
}
