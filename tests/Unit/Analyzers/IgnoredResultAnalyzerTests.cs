// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Analyzers.Results;

namespace Caprock.Tests.Unit.Analyzers;

/// <summary>Results that nobody looks at.</summary>
public sealed class IgnoredResultAnalyzerTests
{
    private const string Types = """
        namespace Caprock.Abi { public enum Error { None, RangeError } }
        namespace Caprock.Kernel.Entry { public enum Outcome { Success } }
        class MustUseAttribute : System.Attribute { }
        [MustUse] struct Ticket { }
        """;

    [Theory]
    [InlineData("CAP3001", "Fail();")]
    [InlineData("CAP3001", "Perform();")]
    [InlineData("CAP3001", "TakeTicket();")]
    [InlineData("CAP3001", "Marked();")]
    [InlineData("CAP3001", "Failing.ToString(); Fail();")]
    [InlineData("CAP3002", "_ = Fail();")]
    [InlineData("CAP3002", "_ = Fail(); // whatever")]
    [InlineData("CAP3002", "_ = Fail(); // Ignored: ")]
    [InlineData("CAP3002", "// Ignored: on another line\n_ = Fail();")]
    public void A_dropped_result_is_refused(string rule, string statements) =>
        Analysis.Refused(Analysis.Hosted<IgnoredResultAnalyzer>(Sample(statements)), rule);

    [Theory]
    [InlineData("Error error = Fail();")]
    [InlineData("if (Fail() != Error.None) { return; }")]
    [InlineData("_ = Fail(); // Ignored: the object is going away.")]
    [InlineData("Count();")]
    [InlineData("_ = Count();")]
    [InlineData("Error error; error = Fail();")]
    public void A_result_that_is_looked_at_or_discarded_with_a_reason_passes(string statements) =>
        Analysis.Accepted(Analysis.Hosted<IgnoredResultAnalyzer>(Sample(statements)));

    [Fact]
    public void Tests_may_drop_results() => Analysis.Accepted(Analysis.Test<IgnoredResultAnalyzer>(Sample("Fail(); _ = Fail();")));

    private static string Sample(string statements) => $$"""
        using Caprock.Abi;
        using Caprock.Kernel.Entry;
        static class Sample
        {
            static Error Failing => Error.RangeError;
            static Error Fail() => Error.RangeError;
            static Outcome Perform() => Outcome.Success;
            static Ticket TakeTicket() => default;
            [MustUse] static int Marked() => 1;
            static int Count() => 1;
            static void Run()
            {
                {{statements}}
            }
        }
        """ + Types;
}
