// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Kit.Monitor;

/// <summary>Says which methods a stopped component was in, the innermost first.</summary>
/// <remarks>
/// Registers and stack are the component's and may hold anything. Memory is only read where the monitor sees it, every step goes up the
/// stack, and there are at most <see cref="MostLines"/> lines.
/// </remarks>
internal static unsafe class StackTrace
{
    private const int MostLines = 16;

    /// <summary>Steps that print nothing: out of what only reports failures.</summary>
    private const int MostSteps = 2 * MostLines;

    /// <summary>Prints them; nothing when nothing is known about the program.</summary>
    public static void Print(uint domain, in UserContext registers)
    {
        if (!Trace.TryOpen(domain, out var trace))
        {
            return;
        }

        var frame = new StackFrame(domain, registers.Rip, registers.Rsp, registers.Rbp);
        var panic = Domain.Entry(domain)->PanicAddress;
        var isFailure = panic != 0 && registers.Rip == panic;
        if (isFailure && !frame.TryLeaveLeaf())
        {
            return;
        }

        var lines = 0;
        for (var step = 0; step < MostSteps && lines < MostLines; step++)
        {
            var function = trace.Function(frame.CodeAddress);
            isFailure = isFailure && function != null && (function->Flags & TraceFunction.Reporter) != 0;
            if (!isFailure && TryPrintLine(trace, function, frame.CodeAddress))
            {
                lines++;
            }

            var way = trace.Frame(frame.CodeAddress);
            if (way == null ? !frame.IsInnermost || !frame.TryLeaveLeaf() : !frame.TryLeave(way))
            {
                return;
            }
        }
    }

    private static bool TryPrintLine(Trace trace, TraceFunction* function, ulong address)
    {
        if (function == null)
        {
            return false;
        }

        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor:   at "u8);
        text.Append(trace.NameOf(function));
        var line = trace.Line(address);
        if (line != null)
        {
            text.Append(" ("u8);
            text.Append(trace.FileOf(line));
            text.Append(":"u8);
            text.AppendDecimal(line->Line);
            text.Append(")"u8);
        }

        Output.Line(text.Written);
        return true;
    }
}
