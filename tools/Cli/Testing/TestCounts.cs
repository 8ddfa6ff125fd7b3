// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Testing;

/// <summary>How many tests ended in which way.</summary>
internal readonly record struct TestCounts(int Passed, int Failed, int Skipped)
{
    /// <summary>Tests that really ran.</summary>
    public int Executed => Passed + Failed;

    /// <summary>Adds up.</summary>
    public static TestCounts operator +(TestCounts left, TestCounts right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>The line that ends a test run.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
