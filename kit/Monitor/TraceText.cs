// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User.Text;

namespace Caprock.Kit.Monitor;

/// <summary>A line of a stack trace, which may stand for several calls of a method that calls itself.</summary>
internal unsafe struct TraceText
{
    private readonly TraceFunction* function;
    private readonly TraceLine* lines;
    private readonly int count;
    private readonly ulong failureLine;
    private uint repetitions;

    /// <summary>A place in a function; the component itself may have told the line.</summary>
    public TraceText(Trace trace, TraceFunction* function, ulong address, ulong failureLine)
    {
        this.function = function;
        lines = trace.Lines(address, out count);
        this.failureLine = failureLine;
    }

    /// <summary>Whether a place is this one again; then it is counted.</summary>
    public bool Repeats(in TraceText next)
    {
        var isSame = next.function == function && next.lines == lines;
        repetitions += isSame ? 1u : 0;
        return isSame;
    }

    /// <summary>Prints it; tells the number of lines printed.</summary>
    public readonly int Print(Trace trace)
    {
        if (function == null)
        {
            return 0;
        }

        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor:   at "u8);
        text.Append(trace.NameOf(function));
        AppendPlace(ref text, trace);
        if (repetitions != 0)
        {
            text.Append(", again "u8);
            text.AppendDecimal(repetitions);
            text.Append(repetitions == 1 ? " time"u8 : " times"u8);
        }

        Output.Line(text.Written);
        return 1;
    }

    private readonly void AppendPlace(ref TextBuilder text, Trace trace)
    {
        var file = failureLine == 0 && lines != null ? lines->File : function->File;
        if (file == 0)
        {
            return;
        }

        text.Append(" ("u8);
        text.Append(trace.File(file));
        if (failureLine != 0)
        {
            text.Append(":"u8);
            text.AppendDecimal((long)failureLine);
        }

        for (var i = 0; i < count && failureLine == 0; i++)
        {
            text.Append(i == 0 ? ":"u8 : " or "u8);
            text.AppendDecimal(lines[i].Line);
        }

        text.Append(")"u8);
    }
}
