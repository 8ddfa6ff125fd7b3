// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>What the core library calls when it gives up, as an exception.</summary>
internal static class Panic
{
    public static void ArgumentOutOfRange() => throw new ArgumentOutOfRangeException("argument");
}
