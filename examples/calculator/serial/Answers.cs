// SPDX-License-Identifier: BSD-2-Clause
using Caprock.User.Text;

namespace Caprock.Examples.Calculator;

/// <summary>What is said about a value or an error.</summary>
public static class Answers
{
    /// <summary>Writes the answer to an expression.</summary>
    public static void Describe(ref TextBuilder text, EvaluationError error, long value, int column)
    {
        if (error == EvaluationError.None)
        {
            text.AppendDecimal(value);
            return;
        }

        text.Append("error: "u8);
        text.Append(Explain(error));
        text.Append(" at column "u8);
        text.AppendDecimal(column);
    }

    private static ReadOnlySpan<byte> Explain(EvaluationError error) => error switch
    {
        EvaluationError.UnexpectedCharacter => "unexpected character"u8,
        EvaluationError.UnexpectedEnd => "the expression ends too early"u8,
        EvaluationError.UnbalancedParenthesis => "parenthesis without its partner"u8,
        EvaluationError.DivisionByZero => "division by zero"u8,
        EvaluationError.Overflow => "the number does not fit 64 bits"u8,
        EvaluationError.TooDeep => "too many open operations"u8,
        EvaluationError.TooLong => "the expression is too long"u8,
        _ => "the calculator does not answer"u8,
    };
}
