// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>Evaluates integer expressions with + - * / % and parentheses in 64 bits, in bounded space.</summary>
/// <remarks>Two stacks and one pass (Dijkstra's shunting yard): nesting costs a stack entry and never recursion.</remarks>
public ref struct Evaluator(Span<long> values, Span<int> operators)
{
    private const byte Negation = (byte)'n';

    private readonly Span<long> values = values;
    private readonly Span<int> operators = operators;
    private int valueCount;
    private int operatorCount;

    /// <summary>Why there is no value.</summary>
    public EvaluationError Error { get; private set; }

    /// <summary>Where the error is, from 1.</summary>
    public int Column { get; private set; }

    /// <summary>Evaluates a line; the value counts only while <see cref="Error"/> is None.</summary>
    public long Evaluate(scoped ReadOnlySpan<byte> text)
    {
        var expectsOperand = true;
        var position = 0;
        while (position < text.Length && Error == EvaluationError.None)
        {
            if (text[position] is (byte)' ' or (byte)'\t')
            {
                position++;
            }
            else if (expectsOperand)
            {
                position = ReadOperand(text, position, ref expectsOperand);
            }
            else
            {
                ReadOperator(text[position], position + 1, ref expectsOperand);
                position++;
            }
        }

        if (Error == EvaluationError.None && expectsOperand)
        {
            Fail(EvaluationError.UnexpectedEnd, text.Length + 1);
        }

        ReduceAll();
        return Error == EvaluationError.None ? values[0] : 0;
    }

    private static int Precedence(byte symbol) => symbol switch
    {
        Negation => 3,
        (byte)'*' or (byte)'/' or (byte)'%' => 2,
        (byte)'+' or (byte)'-' => 1,
        _ => 0,
    };

    private int ReadOperand(scoped ReadOnlySpan<byte> text, int position, ref bool expectsOperand)
    {
        var symbol = text[position];
        if (symbol is >= (byte)'0' and <= (byte)'9')
        {
            expectsOperand = false;
            return ReadNumber(text, position);
        }

        if (symbol is (byte)'(')
        {
            PushOperator(symbol, position + 1);
        }
        else if (symbol is (byte)'-')
        {
            PushOperator(Negation, position + 1);
        }
        else if (symbol is not (byte)'+')
        {
            Fail(EvaluationError.UnexpectedCharacter, position + 1);
        }

        return position + 1;
    }

    private int ReadNumber(scoped ReadOnlySpan<byte> text, int position)
    {
        var start = position;
        long value = 0;
        while (position < text.Length && text[position] is >= (byte)'0' and <= (byte)'9')
        {
            var digit = text[position] - '0';
            if (value > (long.MaxValue - digit) / 10)
            {
                Fail(EvaluationError.Overflow, start + 1);
                return position;
            }

            value = (value * 10) + digit;
            position++;
        }

        PushValue(value, start + 1);
        return position;
    }

    private void ReadOperator(byte symbol, int column, ref bool expectsOperand)
    {
        if (symbol is (byte)')')
        {
            CloseParenthesis(column);
            return;
        }

        var precedence = Precedence(symbol);
        if (precedence == 0)
        {
            Fail(EvaluationError.UnexpectedCharacter, column);
            return;
        }

        while (operatorCount > 0 && Precedence((byte)operators[operatorCount - 1]) >= precedence)
        {
            Reduce();
        }

        PushOperator(symbol, column);
        expectsOperand = true;
    }

    private void CloseParenthesis(int column)
    {
        while (operatorCount > 0 && (byte)operators[operatorCount - 1] != (byte)'(')
        {
            Reduce();
        }

        if (operatorCount == 0)
        {
            Fail(EvaluationError.UnbalancedParenthesis, column);
            return;
        }

        operatorCount--;
    }

    private void ReduceAll()
    {
        while (operatorCount > 0 && Error == EvaluationError.None)
        {
            var top = operators[operatorCount - 1];
            if ((byte)top == (byte)'(')
            {
                Fail(EvaluationError.UnbalancedParenthesis, top >> 8);
            }
            else
            {
                Reduce();
            }
        }
    }

    /// <summary>Applies the operator on top of its stack; after an error it only removes it.</summary>
    private void Reduce()
    {
        operatorCount--;
        var symbol = (byte)operators[operatorCount];
        var column = operators[operatorCount] >> 8;
        if (Error != EvaluationError.None)
        {
            return;
        }

        var right = values[--valueCount];
        var left = symbol == Negation ? 0 : values[--valueCount];
        PushValue(Apply(symbol, left, right, column), column);
    }

    private long Apply(byte symbol, long left, long right, int column)
    {
        switch (symbol)
        {
            case (byte)'+':
                return Sum(left, right, left + right, column);
            case (byte)'-':
            case Negation:
                return Sum(left, ~right, left - right, column);
            case (byte)'*':
                return Multiply(left, right, column);
            default:
                return Divide(symbol, left, right, column);
        }
    }

    /// <summary>Checks a sum: it overflowed when both operands have the sign that the result lacks.</summary>
    private long Sum(long left, long right, long result, int column)
    {
        if (((left ^ result) & (right ^ result)) < 0)
        {
            Fail(EvaluationError.Overflow, column);
        }

        return result;
    }

    private long Multiply(long left, long right, int column)
    {
        var result = unchecked(left * right);
        if ((left == -1 && right == long.MinValue) || (right == -1 && left == long.MinValue)
            || (left != 0 && left != -1 && result / left != right))
        {
            Fail(EvaluationError.Overflow, column);
        }

        return result;
    }

    private long Divide(byte symbol, long left, long right, int column)
    {
        if (right == 0)
        {
            Fail(EvaluationError.DivisionByZero, column);
            return 0;
        }

        if (right == -1)
        {
            return symbol == (byte)'%' ? 0 : Sum(0, ~left, 0 - left, column);
        }

        return symbol == (byte)'%' ? left % right : left / right;
    }

    private void PushValue(long value, int column)
    {
        if (valueCount == values.Length)
        {
            Fail(EvaluationError.TooDeep, column);
            return;
        }

        values[valueCount] = value;
        valueCount++;
    }

    private void PushOperator(byte symbol, int column)
    {
        if (operatorCount == operators.Length)
        {
            Fail(EvaluationError.TooDeep, column);
            return;
        }

        operators[operatorCount] = (column << 8) | symbol;
        operatorCount++;
    }

    private void Fail(EvaluationError error, int column)
    {
        if (Error == EvaluationError.None)
        {
            Error = error;
            Column = column;
        }
    }
}
