// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;

namespace Caprock.Tools.Cli.Testing;

/// <summary>What a test host reported in its result file (TRX).</summary>
/// <param name="Counts">The outcomes, counted.</param>
/// <param name="Failures">A text for each failed test: name, message, place.</param>
internal sealed record TestReport(TestCounts Counts, IReadOnlyList<string> Failures)
{
    private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads a result file.</summary>
    public static TestReport Read(string path)
    {
        var results = XDocument.Load(path).Descendants(Schema + "UnitTestResult").ToList();
        var passed = results.Count(result => Outcome(result) == "Passed");
        var skipped = results.Count(result => Outcome(result) == "NotExecuted");
        return new TestReport(
            new TestCounts(passed, results.Count - passed - skipped, skipped),
            [.. results.Where(result => Outcome(result) is not ("Passed" or "NotExecuted")).Select(Describe)]);
    }

    private static string? Outcome(XElement result) => result.Attribute("outcome")?.Value;

    private static string Describe(XElement result) =>
        $"FAILED {result.Attribute("testName")?.Value}\n{Part(result, "Message")}{Part(result, "StackTrace")}";

    private static string Part(XElement result, string name) =>
        result.Descendants(Schema + name).FirstOrDefault() is { } part ? "  " + part.Value.Trim().ReplaceLineEndings("\n  ") + "\n" : "";
}
