// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Diagnostics;

/// <summary>Checks that only debug builds make.</summary>
public static class Debug
{
    /// <summary>Ends the program when a condition does not hold.</summary>
    [Conditional("DEBUG")]
    public static void Assert(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string? message = null)
    {
        if (!condition)
        {
            Panic.Text(message);
        }
    }

    /// <summary>Ends the program.</summary>
    [Conditional("DEBUG")]
    [DoesNotReturn]
    public static void Fail(string? message) => Panic.Text(message);
}
