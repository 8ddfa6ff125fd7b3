// SPDX-License-Identifier: BSD-2-Clause
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Examples.Calculator;

/// <summary>The serial driver: COM1 through its ports and its interrupt; a line at a time to the calculator.</summary>
[Component("serial")]
internal partial struct Serial
{
    private static SerialPort port;
    private static Terminal terminal;
    private static LineBuffer answer;
    private static ulong promptTicks;

    public static void Init()
    {
        port = new SerialPort(Configuration.Ports(0));
        port.Initialise();
        terminal = new Terminal(port);
        terminal.PrintLine("Caprock calculator: type an expression such as 12*(3+4), Ctrl-D to end"u8);
        terminal.Prompt();
        promptTicks = Kernel.ReadTicks();
        Interrupted(Configuration.Interrupt(0));
    }

    /// <summary>Takes all there is. The interrupt is acknowledged first: the port raises it by an edge, and one that comes while it is
    /// masked is lost, so whatever comes before the acknowledgement must be read after it.</summary>
    public static void Interrupted(Interrupt interrupt)
    {
        interrupt.Acknowledge();
        while (port.TryRead(out var character))
        {
            var happened = terminal.Feed(character);
            if (happened == LineEvent.EndOfInput)
            {
                Power.Notify();
            }
            else if (happened != LineEvent.None)
            {
                Respond(happened);
                terminal.Prompt();
            }
        }
    }

    public static void MonitorWrote(ReadOnlySpan<byte> line) => terminal.PrintAbove(line);

    private static void Respond(LineEvent happened)
    {
        if (happened == LineEvent.TooLong)
        {
            terminal.PrintLine("error: a line may have 256 characters at most"u8);
        }
        else if (happened == LineEvent.Complete && !terminal.Line.IsEmpty)
        {
            var text = new TextBuilder(answer);
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

        var error = CalculatorProtocol.Evaluate(Server, line, out var value, out var column);
        Answers.Describe(ref text, error, value, column);
    }
}
