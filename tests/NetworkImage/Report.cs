// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Tests.Support;
using Caprock.User.Text;

namespace Caprock.Tests.NetworkImage;

/// <summary>Prints figures.</summary>
internal static class Report
{
    private static LineBuffer line;

    /// <summary>Prints a line: name, size, instructions for each unit.</summary>
    public static void Write(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> card, int size, ulong instructions, ulong units)
    {
        Span<byte> buffer = line;
        var text = new TextBuilder(buffer);
        text.Append("net "u8);
        text.Append(name);
        text.Append(" "u8);
        text.Append(card);
        text.Append(" "u8);
        text.AppendDecimal(size);
        text.Append(" "u8);
        text.AppendDecimal((long)(units == 0 ? 0 : instructions / units));
        text.Append("\r\n"u8);
        SerialLine.Write(text.Written);
    }

    [InlineArray(128)]
    private struct LineBuffer
    {
        private byte first;
    }
}
