// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>The running program.</summary>
public static class Environment
{
    /// <summary>Ends the program with a message.</summary>
    [DoesNotReturn]
    public static void FailFast(string? message) => Panic.Text(message);
}
