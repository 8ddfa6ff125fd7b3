// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>Requests to the calculator: text of an expression in, value or error and column out.</summary>
public static class CalculatorProtocol
{
    /// <summary>Label of the only request.</summary>
    public const ulong EvaluateLabel = 1;

    /// <summary>Asks for the value of an expression; runs the server on the caller's time.</summary>
    public static EvaluationError Evaluate(Channel server, scoped ReadOnlySpan<byte> text, out long value, out int column)
    {
        value = 0;
        column = 1;
        if (text.Length > TextMessage.MaximumLength)
        {
            return EvaluationError.TooLong;
        }

        var message = default(Message);
        message.Set(EvaluateLabel, TextMessage.Write(text, ref message));
        server.Call(ref message);
        if (message.IsRefused)
        {
            return EvaluationError.NoAnswer;
        }

        value = (long)message.Word1;
        column = (int)message.Word2;
        return (EvaluationError)message.Word0;
    }

    /// <summary>Answers a request.</summary>
    public static void Reply(ref Message message, EvaluationError error, long value, int column)
    {
        message.Set(0, 3);
        message.Word0 = (ulong)error;
        message.Word1 = (ulong)value;
        message.Word2 = (ulong)column;
    }
}
