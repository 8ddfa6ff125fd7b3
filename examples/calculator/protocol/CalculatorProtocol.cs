// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Examples.Calculator;

/// <summary>Requests to the calculator: text of an expression in, value or error and column out.</summary>
public static class CalculatorProtocol
{
    /// <summary>Label of the only request.</summary>
    public const ulong EvaluateLabel = 1;

    /// <summary>Asks for the value of an expression; runs the server on the caller's time.</summary>
    public static EvaluationError Evaluate(ulong server, scoped ReadOnlySpan<byte> text, out long value, out int column)
    {
        value = 0;
        column = 1;
        if (text.Length > TextMessage.MaximumLength)
        {
            return EvaluationError.TooLong;
        }

        var words = default(MessageWords);
        var count = TextMessage.Write(text, ref words);
        Kernel.Call(server, MessageInfo.Create(EvaluateLabel, 0, 0, (ulong)count), ref words);
        value = (long)words.Word1;
        column = (int)words.Word2;
        return (EvaluationError)words.Word0;
    }
}
