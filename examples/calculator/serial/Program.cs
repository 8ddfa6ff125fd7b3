// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Examples.Calculator;

/// <summary>The serial driver: COM1 through its ports, its interrupt as a notification; a line at a time to the calculator.</summary>
internal static class Program
{
    private static LineBuffer line;
    private static LineBuffer scratch;
    private static ulong promptTicks;

    [RuntimeExport("caprock_main")]
    private static unsafe void Main(StartBlock* start)
    {
        IpcBuffer.Initialise(start->IpcBufferAddress);
        var port = new SerialPort(new IoPort(ComponentSlots.SerialPorts));
        port.Initialise();
        var terminal = new Terminal(port, line);
        terminal.PrintLine("Caprock calculator: type an expression such as 12*(3+4), Ctrl-D to end"u8);
        terminal.Prompt();
        promptTicks = Kernel.ReadTicks();
        Serve(ref terminal, port);
    }

    private static void Serve(ref Terminal terminal, SerialPort port)
    {
        var interrupt = new IrqHandler(ComponentSlots.SerialInterrupt);
        var words = default(MessageWords);
        ReadAll(interrupt, ref terminal, port);
        var info = Kernel.Receive(ComponentSlots.ServedEndpoint, ComponentSlots.Reply, ref words, out var badge);
        while (true)
        {
            if (badge == Badges.SerialInterrupt)
            {
                ReadAll(interrupt, ref terminal, port);
                info = Kernel.Receive(ComponentSlots.ServedEndpoint, ComponentSlots.Reply, ref words, out badge);
            }
            else
            {
                Span<byte> text = scratch;
                terminal.PrintAbove(text[..TextMessage.Read(info, words, text)]);
                info = Kernel.ReplyReceive(
                    ComponentSlots.ServedEndpoint, ComponentSlots.Reply, default, ref words, out badge);
            }
        }
    }

    /// <summary>Takes all there is. The interrupt is acknowledged first: the port raises it by an edge, and one that comes while it is
    /// masked is lost, so whatever comes before the acknowledgement must be read after it.</summary>
    private static void ReadAll(IrqHandler interrupt, ref Terminal terminal, SerialPort port)
    {
        Require.Success(interrupt.Ack());
        while (port.TryRead(out var character))
        {
            var happened = terminal.Feed(character);
            if (happened == LineEvent.EndOfInput)
            {
                Kernel.Signal(ComponentSlots.ShutdownRequest);
            }
            else if (happened != LineEvent.None)
            {
                Respond(ref terminal, happened);
                terminal.Prompt();
            }
        }
    }

    private static void Respond(ref Terminal terminal, LineEvent happened)
    {
        if (happened == LineEvent.TooLong)
        {
            terminal.PrintLine("error: a line may have 256 characters at most"u8);
        }
        else if (happened == LineEvent.Complete && !terminal.Line.IsEmpty)
        {
            Span<byte> buffer = scratch;
            var text = new TextBuilder(buffer);
            Answer(ref text, terminal.Line);
            terminal.PrintLine(text.Written);
        }
    }

    private static void Answer(ref TextBuilder text, scoped ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual("ticks"u8))
        {
            text.Append("first prompt at "u8);
            text.AppendDecimal((long)promptTicks);
            text.Append(" ticks"u8);
            return;
        }

        var error = CalculatorProtocol.Evaluate(ComponentSlots.Calculator, line, out var value, out var column);
        Answers.Describe(ref text, error, value, column);
    }
}
