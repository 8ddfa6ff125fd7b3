// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Monitor;

/// <summary>Says which methods a stopped component was in, the innermost first.</summary>
/// <remarks>
/// Registers and stack are the component's and may hold anything. Memory is only read where the monitor sees it, every step goes up the
/// stack, and steps and lines are bounded.
/// </remarks>
internal static unsafe class StackTrace
{
    private const int MostLines = 16;
    private const int MostSteps = 2048;

    /// <summary>Prints them; nothing when nothing is known about the program.</summary>
    public static void Print(uint domain, in UserContext registers)
    {
        if (!Trace.TryOpen(domain, out var trace))
        {
            return;
        }

        var frame = new StackFrame(domain, registers.Rip, registers.Rsp, registers.Rbp);
        var failureLine = registers.Rip == Domain.Entry(domain)->PanicAddress && registers.Rcx == FailureMark.Value ? registers.Rdx : 0;
        var text = default(TraceText);
        var lines = 0;
        var hasBegun = false;
        for (var step = 0; step < MostSteps && lines < MostLines; step++)
        {
            var function = trace.Function(frame.CodeAddress);
            var way = trace.Frame(frame.CodeAddress);
            hasBegun |= function != null && (function->Flags & TraceFunction.Reporter) == 0;
            if (hasBegun && function != null && (frame.IsInnermost || way != null))
            {
                var isFailure = failureLine != 0 && trace.IsNear(function, failureLine);
                var next = new TraceText(trace, function, frame.CodeAddress, isFailure ? failureLine : 0);
                failureLine = 0;
                if (!text.Repeats(next))
                {
                    lines += text.Print(trace);
                    text = next;
                }
            }

            if (way != null ? !frame.TryLeave(way) : !trace.HasFrames || !frame.IsInnermost || !frame.TryLeaveLeaf())
            {
                break;
            }
        }

        if (lines < MostLines)
        {
            text.Print(trace);
        }
    }
}
