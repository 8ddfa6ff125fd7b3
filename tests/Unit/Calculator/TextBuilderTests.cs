// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Examples.Calculator;
using Caprock.User.Text;

namespace Caprock.Tests.Unit.Calculator;

public class TextBuilderTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(1000, "1000")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void Decimal_numbers_read_as_dotnet_writes_them(long value, string expected)
    {
        var text = new TextBuilder(new byte[64]);
        text.AppendDecimal(value);
        Assert.Equal(expected, Encoding.ASCII.GetString(text.Written));
    }

    [Theory]
    [InlineData(0UL, "0x0")]
    [InlineData(0xffUL, "0xff")]
    [InlineData(ulong.MaxValue, "0xffffffffffffffff")]
    public void Hexadecimal_numbers_have_no_leading_zeros(ulong value, string expected)
    {
        var text = new TextBuilder(new byte[64]);
        text.AppendHexadecimal(value);
        Assert.Equal(expected, Encoding.ASCII.GetString(text.Written));
    }

    [Fact]
    public void What_does_not_fit_is_cut_and_said()
    {
        var text = new TextBuilder(new byte[3]);
        text.Append("abcdef"u8);
        Assert.True(text.IsTruncated);
        Assert.Equal("abc", Encoding.ASCII.GetString(text.Written));
    }

    [Theory]
    [InlineData(EvaluationError.None, 84, 0, "84")]
    [InlineData(EvaluationError.DivisionByZero, 0, 2, "error: division by zero at column 2")]
    [InlineData(EvaluationError.UnexpectedEnd, 0, 3, "error: the expression ends too early at column 3")]
    [InlineData((EvaluationError)99, 0, 1, "error: the calculator does not answer at column 1")]
    public void Answers_are_sentences(EvaluationError error, long value, int column, string expected)
    {
        var text = new TextBuilder(new byte[100]);
        Answers.Describe(ref text, error, value, column);
        Assert.Equal(expected, Encoding.ASCII.GetString(text.Written));
    }
}
