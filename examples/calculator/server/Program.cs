// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Examples.Calculator;

/// <summary>The calculator: a passive server, which has no time of its own and runs on its callers'.</summary>
internal static class Program
{
    private static ExpressionText text;
    private static ValueStack values;
    private static OperatorStack operators;

    [RuntimeExport("caprock_main")]
    private static unsafe void Main(StartBlock* start)
    {
        IpcBuffer.Initialise(start->IpcBufferAddress);
        var words = default(MessageWords);
        var info = Kernel.NonBlockingSendReceive(
            ComponentSlots.Ready, default, ComponentSlots.ServedEndpoint, ComponentSlots.Reply, ref words, out _);
        while (true)
        {
            Answer(info, ref words);
            info = Kernel.ReplyReceive(
                ComponentSlots.ServedEndpoint, ComponentSlots.Reply, MessageInfo.Create(0, 0, 0, 3), ref words, out _);
        }
    }

    private static void Answer(MessageInfo info, ref MessageWords words)
    {
        Span<byte> buffer = text;
        var length = TextMessage.Read(info, words, buffer);
        var evaluator = new Evaluator(values, operators);
        var value = evaluator.Evaluate(buffer[..length]);
        words.Word0 = (ulong)evaluator.Error;
        words.Word1 = (ulong)value;
        words.Word2 = (ulong)evaluator.Column;
    }
}
