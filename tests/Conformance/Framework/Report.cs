// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Text;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>What is printed: a line for each case, and the sums.</summary>
internal static unsafe class Report
{
    private static LineBuffer line;
    private static int passed;
    private static int failed;

    /// <summary>A case passed.</summary>
    public static void Passed(int index)
    {
        passed++;
        SerialLine.Write("PASS "u8);
        Name(index);
        SerialLine.Write("\r\n"u8);
    }

    /// <summary>A case failed.</summary>
    public static void Failed(int index, in Failure failure)
    {
        failed++;
        SerialLine.Write("FAIL "u8);
        Name(index);
        var text = new TextBuilder(line);
        text.Append(": "u8);
        Explain(ref text, failure);
        text.Append(" ("u8);
        SerialLine.Write(text.Written);
        Place(index, failure.Line);
    }

    /// <summary>The sums, and what has no case.</summary>
    public static void Summary()
    {
        var text = new TextBuilder(line);
        text.Append("cases "u8);
        text.AppendDecimal(CaseList.Count);
        text.Append(" passed "u8);
        text.AppendDecimal(passed);
        text.Append(" failed "u8);
        text.AppendDecimal(failed);
        text.Append("\r\n"u8);
        SerialLine.Write(text.Written);
        Uncovered();
    }

    /// <summary>Numbers, as the profile has them: the report's reader knows their names.</summary>
    private static void Uncovered()
    {
        SerialLine.Write("invocations without a case:"u8);
        for (var label = 1; label <= Coverage.LastInvocation; label++)
        {
            if (Coverage.Of((InvocationLabel)label) == 0)
            {
                Number(label);
            }
        }

        SerialLine.Write("\r\nsystem calls without a case:"u8);
        for (var call = 1; call < CoverageCounts.Length; call++)
        {
            if (Coverage.Exists((SystemCall)(-call)) && Coverage.Of((SystemCall)(-call)) == 0)
            {
                Number(-call);
            }
        }

        SerialLine.Write("\r\n"u8);
    }

    private static void Number(long value)
    {
        var text = new TextBuilder(line);
        text.Append((byte)' ');
        text.AppendDecimal(value);
        SerialLine.Write(text.Written);
    }

    private static void Name(int index)
    {
        ref var group = ref CaseList.GroupOf(index);
        ref var entry = ref CaseList.Entry(index);
        SerialLine.Write(new ReadOnlySpan<byte>(group.Name, group.NameLength));
        SerialLine.Write("/"u8);
        SerialLine.Write(new ReadOnlySpan<byte>(entry.Name, entry.NameLength));
    }

    /// <summary>File and line, without the folders above the cases.</summary>
    private static void Place(int index, int number)
    {
        ref var group = ref CaseList.GroupOf(index);
        var path = new ReadOnlySpan<char>(group.Path, group.PathLength);
        var start = path.Length;
        for (var slashes = 0; start > 0 && slashes < 3; start--)
        {
            slashes += path[start - 1] == '/' ? 1 : 0;
        }

        SerialLine.Write(path[(start == 0 ? 0 : start + 1)..]);
        var text = new TextBuilder(line);
        text.Append((byte)':');
        text.AppendDecimal(number);
        text.Append(")\r\n"u8);
        SerialLine.Write(text.Written);
    }

    private static void Explain(ref TextBuilder text, in Failure failure)
    {
        switch (failure.Kind)
        {
            case FailureKind.Number:
                text.Append("expected "u8);
                text.AppendHexadecimal(failure.Expected);
                text.Append(", got "u8);
                text.AppendHexadecimal(failure.Actual);
                break;
            case FailureKind.Error:
                text.Append("expected "u8);
                text.Append(NameOf((Error)failure.Expected));
                text.Append(", got "u8);
                text.Append(NameOf((Error)failure.Actual));
                break;
            case FailureKind.Condition:
                text.Append("what is checked does not hold"u8);
                break;
            case FailureKind.Timeout:
                text.Append("took too long"u8);
                break;
            case FailureKind.Leftover:
                text.Append("its memory is still in use after it"u8);
                break;
            default:
                ExplainFault(ref text, failure);
                break;
        }
    }

    private static void ExplainFault(ref TextBuilder text, in Failure failure)
    {
        text.Append(failure.Kind == FailureKind.CaseFault ? "fault "u8 : "a worker's fault "u8);
        text.AppendDecimal((long)failure.Expected);
        text.Append(" at instruction "u8);
        text.AppendHexadecimal(failure.Actual);
        text.Append(", "u8);
        text.AppendHexadecimal(failure.Detail);
    }

    private static ReadOnlySpan<byte> NameOf(Error error) => error switch
    {
        Error.NoError => "NoError"u8,
        Error.InvalidArgument => "InvalidArgument"u8,
        Error.InvalidCapability => "InvalidCapability"u8,
        Error.IllegalOperation => "IllegalOperation"u8,
        Error.RangeError => "RangeError"u8,
        Error.AlignmentError => "AlignmentError"u8,
        Error.FailedLookup => "FailedLookup"u8,
        Error.TruncatedMessage => "TruncatedMessage"u8,
        Error.DeleteFirst => "DeleteFirst"u8,
        Error.RevokeFirst => "RevokeFirst"u8,
        Error.NotEnoughMemory => "NotEnoughMemory"u8,
        _ => "an unknown error"u8,
    };
}
