// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;
using Caprock.User.Text;

namespace Caprock.Tests.Robustness;

/// <summary>What is printed.</summary>
internal static class Report
{
    private const ulong Few = 20;
    private const int LastInvocation = NumberingLimits.LabelsUpToPagingInvocationOrder - 1;

    private static LineBuffer line;

    /// <summary>A line about a checkpoint.</summary>
    public static void Checkpoint(ulong rounds, ulong calls, bool isIntact, bool isFree)
    {
        var text = new TextBuilder(line);
        text.Append("checkpoint: rounds "u8);
        text.AppendDecimal((long)rounds);
        text.Append(" calls "u8);
        text.AppendDecimal((long)calls);
        text.Append(isIntact ? " victims intact"u8 : " victims DAMAGED"u8);
        text.Append(isFree ? " memory free\r\n"u8 : " memory LOST\r\n"u8);
        SerialLine.Write(text.Written);
    }

    /// <summary>The last lines: totals, and the invocations for which attackers lack authority.</summary>
    /// <remarks>A capability moved to the slots of another kind can accept any label, as a notification does: a few count for
    /// nothing.</remarks>
    public static void Totals(ulong rounds, ulong calls)
    {
        var text = new TextBuilder(line);
        text.Append("rounds "u8);
        text.AppendDecimal((long)rounds);
        text.Append(" calls "u8);
        text.AppendDecimal((long)calls);
        text.Append(" invocations carried out "u8);
        text.AppendDecimal((long)Tally.CarriedOut);
        text.Append("\r\ninvocations hardly carried out:"u8);
        for (var label = 1; label <= LastInvocation; label++)
        {
            if (Tally.Of(label) < Few)
            {
                text.Append((byte)' ');
                text.AppendDecimal(label);
            }
        }

        text.Append("\r\n"u8);
        SerialLine.Write(text.Written);
    }
}
