// SPDX-License-Identifier: BSD-2-Clause
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>Rows of output with columns.</summary>
internal static class Row
{
    private static RowBuffer buffer;

    /// <summary>Where a row is put together.</summary>
    public static Span<byte> Buffer => buffer;

    /// <summary>Goes on at a column.</summary>
    public static void To(ref TextBuilder text, int column)
    {
        do
        {
            text.Append((byte)' ');
        }
        while (text.Length < column);
    }

    /// <summary>A number that ends at a column.</summary>
    public static void Right(ref TextBuilder text, ulong value, int column)
    {
        To(ref text, column - Digits(value));
        text.AppendDecimal((long)value);
    }

    /// <summary>A number of thousandths that ends at a column, with three places behind the point.</summary>
    public static void Thousandths(ref TextBuilder text, ulong value, int column)
    {
        Right(ref text, value / 1000, column - 4);
        text.Append((byte)'.');
        text.Append((byte)('0' + (value / 100 % 10)));
        text.Append((byte)('0' + (value / 10 % 10)));
        text.Append((byte)('0' + (value % 10)));
    }

    /// <summary>Writes text and a name and text.</summary>
    public static void Say(ReadOnlySpan<byte> begin, ReadOnlySpan<byte> name, ReadOnlySpan<byte> end)
    {
        Terminal.Write(begin);
        Terminal.WriteForeign(name);
        Terminal.WriteLine(end);
    }

    private static int Digits(ulong value)
    {
        var digits = 1;
        for (; value >= 10; value /= 10)
        {
            digits++;
        }

        return digits;
    }
}
