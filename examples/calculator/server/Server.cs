// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>The calculator.</summary>
[Component("server")]
internal partial struct Server
{
    private static ExpressionText text;
    private static ValueStack values;
    private static OperatorStack operators;

    public static void Protected(Channel caller, ref Message message)
    {
        if (message.Label != CalculatorProtocol.EvaluateLabel)
        {
            message = Message.Refused;
            return;
        }

        Span<byte> buffer = text;
        var length = TextMessage.Read(message, buffer);
        var evaluator = new Evaluator(values, operators);
        var value = evaluator.Evaluate(buffer[..length]);
        CalculatorProtocol.Reply(ref message, evaluator.Error, value, evaluator.Column);
    }
}
