// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Examples.Calculator;

namespace Caprock.Tests.Unit.Calculator;

public class EvaluatorTests
{
    [Theory]
    [InlineData("12*(3+4)", 84)]
    [InlineData("1+2*3", 7)]
    [InlineData("(1+2)*3", 9)]
    [InlineData("10-3-2", 5)]
    [InlineData("100/7/2", 7)]
    [InlineData("17 % 5", 2)]
    [InlineData("-3*-4", 12)]
    [InlineData("--5", 5)]
    [InlineData("-(2+3)", -5)]
    [InlineData("+7", 7)]
    [InlineData("2*-3+1", -5)]
    [InlineData("-7/2", -3)]
    [InlineData("-7%2", -1)]
    [InlineData("((((1))))", 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775807-1", long.MinValue)]
    [InlineData(" 1\t+ 1 ", 2)]
    public void Expressions_have_their_value(string text, long expected)
    {
        var (value, error, _) = Evaluate(text);
        Assert.Equal(EvaluationError.None, error);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1/0", EvaluationError.DivisionByZero, 2)]
    [InlineData("1%(2-2)", EvaluationError.DivisionByZero, 2)]
    [InlineData("2+", EvaluationError.UnexpectedEnd, 3)]
    [InlineData("", EvaluationError.UnexpectedEnd, 1)]
    [InlineData("(", EvaluationError.UnexpectedEnd, 2)]
    [InlineData("(1", EvaluationError.UnbalancedParenthesis, 1)]
    [InlineData("1)", EvaluationError.UnbalancedParenthesis, 2)]
    [InlineData("()", EvaluationError.UnexpectedCharacter, 2)]
    [InlineData("1 2", EvaluationError.UnexpectedCharacter, 3)]
    [InlineData("1+*2", EvaluationError.UnexpectedCharacter, 3)]
    [InlineData("x", EvaluationError.UnexpectedCharacter, 1)]
    [InlineData("1$2", EvaluationError.UnexpectedCharacter, 2)]
    [InlineData("9223372036854775808", EvaluationError.Overflow, 1)]
    [InlineData("9223372036854775807+1", EvaluationError.Overflow, 20)]
    [InlineData("9223372036854775807*2", EvaluationError.Overflow, 20)]
    [InlineData("(-9223372036854775807-1)/-1", EvaluationError.Overflow, 25)]
    [InlineData("-(-9223372036854775807-1)", EvaluationError.Overflow, 1)]
    [InlineData("(-9223372036854775807-1)*-1", EvaluationError.Overflow, 25)]
    [InlineData("-1*(-9223372036854775807-1)", EvaluationError.Overflow, 3)]
    public void Mistakes_are_named_with_their_column(string text, EvaluationError expected, int column)
    {
        var (_, error, where) = Evaluate(text);
        Assert.Equal(expected, error);
        Assert.Equal(column, where);
    }

    [Fact]
    public void Remainder_by_minus_one_is_zero_even_for_the_smallest_number()
    {
        Assert.Equal((0L, EvaluationError.None, 0), Evaluate("(-9223372036854775807-1)%-1"));
    }

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    public void Nesting_beyond_the_stacks_is_refused(char symbol)
    {
        Assert.Equal(EvaluationError.TooDeep, Evaluate(new string(symbol, 500) + "1").Error);
    }

    [Fact]
    public void Random_text_never_does_harm()
    {
        var random = new Random(7);
        const string Alphabet = "0123456789+-*/%() nx";
        for (var round = 0; round < 200_000; round++)
        {
            var text = new char[random.Next(40)];
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Alphabet[random.Next(Alphabet.Length)];
            }

            Evaluate(new string(text), 8);
        }
    }

    [Fact]
    public void Random_expressions_agree_with_a_reference()
    {
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var (text, expected) = Generate(random, 4);
            Assert.Equal((expected, EvaluationError.None), (Evaluate(text).Value, Evaluate(text).Error));
        }
    }

    private static (string Text, long Value) Generate(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            var number = random.Next(1000);
            return ($"{number}", number);
        }

        var (left, a) = Generate(random, depth - 1);
        var (right, b) = Generate(random, depth - 1);
        return random.Next(4) switch
        {
            0 => ($"({left}+{right})", a + b),
            1 => ($"({left}-{right})", a - b),
            2 when b != 0 => ($"({left}/{right})", a / b),
            _ => ($"-({left})", -a),
        };
    }

    private static (long Value, EvaluationError Error, int Column) Evaluate(string text, int room = 128)
    {
        var evaluator = new Evaluator(new long[room], new int[room]);
        var value = evaluator.Evaluate(Encoding.ASCII.GetBytes(text));
        return (value, evaluator.Error, evaluator.Column);
    }
}
