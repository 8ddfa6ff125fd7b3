// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli.Testing;

namespace Caprock.Tests.Unit.Cli;

/// <summary>The summary that ends a test run must be true.</summary>
public sealed class TestReportTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    /// <inheritdoc/>
    public void Dispose() => File.Delete(file);

    [Fact]
    public void Every_outcome_is_counted_and_a_failure_is_described()
    {
        File.WriteAllText(file, """
            <?xml version="1.0" encoding="utf-8"?>
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A.works" outcome="Passed" />
              <UnitTestResult testName="A.works_too" outcome="Passed" />
              <UnitTestResult testName="A.waits" outcome="NotExecuted" />
              <UnitTestResult testName="A.breaks" outcome="Failed">
                <Output><ErrorInfo><Message>expected 1, got 2</Message><StackTrace>at A.cs:line 7</StackTrace></ErrorInfo></Output>
              </UnitTestResult>
            </Results></TestRun>
            """);

        var report = TestReport.Read(file);

        Assert.Equal(new TestCounts(2, 1, 1), report.Counts);
        Assert.Equal("FAILED A.breaks\n  expected 1, got 2\n  at A.cs:line 7\n", Assert.Single(report.Failures));
    }

    [Fact]
    public void An_outcome_that_is_neither_passed_nor_skipped_counts_as_failed()
    {
        File.WriteAllText(file, """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A.hangs" outcome="Timeout" />
            </Results></TestRun>
            """);

        Assert.Equal(new TestCounts(0, 1, 0), TestReport.Read(file).Counts);
    }

    [Fact]
    public void The_closing_line_has_the_form_that_CI_reads() =>
        Assert.Equal("12 passed, 1 failed, 3 skipped", (new TestCounts(2, 1, 0) + new TestCounts(10, 0, 3)).ToString());

    [Fact]
    public void Test_projects_are_found_and_those_that_are_data_are_not()
    {
        var names = TestProjects.All().Select(path => Path.GetFileName(Path.GetDirectoryName(path))).ToList();

        Assert.Contains("Kernel", names);
        Assert.Contains("System", names);
        Assert.DoesNotContain("Harness", names);
        Assert.DoesNotContain(TestProjects.All(), path => path.Contains("/Data/", StringComparison.Ordinal));
    }
}
