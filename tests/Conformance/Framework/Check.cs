// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Expectations. The first one that does not hold ends the case: its thread tells the supervisor and never goes on.</summary>
internal static class Check
{
    /// <summary>Label of the message to the supervisor that a case is done.</summary>
    public const ulong DoneLabel = 0x100;

    /// <summary>Label of the message to the supervisor that a case has failed.</summary>
    public const ulong FailedLabel = 0x101;

    private static Failure failure;

    /// <summary>The failure told of last.</summary>
    public static ref Failure Failure => ref failure;

    /// <summary>Two numbers are equal.</summary>
    public static void Equal(ulong expected, ulong actual, [CallerLineNumber] int line = 0)
    {
        if (expected != actual)
        {
            Fail(FailureKind.Number, expected, actual, line);
        }
    }

    /// <summary>An invocation ended in a certain way.</summary>
    public static void Equal(Error expected, Error actual, [CallerLineNumber] int line = 0)
    {
        if (expected != actual)
        {
            Fail(FailureKind.Error, (ulong)expected, (ulong)actual, line);
        }
    }

    /// <summary>An invocation succeeded.</summary>
    public static void Success(Error actual, [CallerLineNumber] int line = 0) => Equal(Error.NoError, actual, line);

    /// <summary>Something holds.</summary>
    public static void That(bool condition, [CallerLineNumber] int line = 0)
    {
        if (!condition)
        {
            Fail(FailureKind.Condition, 1, 0, line);
        }
    }

    /// <summary>A number lies in a range.</summary>
    public static void Between(ulong smallest, ulong largest, ulong actual, [CallerLineNumber] int line = 0)
    {
        if (actual < smallest || actual > largest)
        {
            Fail(FailureKind.Number, actual < smallest ? smallest : largest, actual, line);
        }
    }

    /// <summary>A word of the answer that says what is wrong.</summary>
    public static void Detail(int word, ulong expected, [CallerLineNumber] int line = 0) =>
        Equal(expected, IpcBuffer.GetWord(word), line);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(FailureKind kind, ulong expected, ulong actual, int line)
    {
        failure.Kind = kind;
        failure.Expected = expected;
        failure.Actual = actual;
        failure.Line = line;
        var message = new Exchange(FailedLabel);
        while (true)
        {
            message.Call(Supervisor.CaseEndpoint);
        }
    }
}
