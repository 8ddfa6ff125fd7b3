// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Sdk;

/// <summary>How a build ended and what it said.</summary>
/// <param name="ExitCode">Zero for success.</param>
/// <param name="Output">Everything it printed.</param>
public sealed record BuildResult(int ExitCode, string Output)
{
    /// <summary>Fails the test, with what the build said, unless it succeeded.</summary>
    public void MustSucceed() => Assert.True(ExitCode == 0, Output);

    /// <summary>Fails the test unless the build was refused with this error; returns the lines that say so.</summary>
    public string MustRefuseWith(string code)
    {
        Assert.True(ExitCode != 0, "the build succeeded:\n" + Output);
        string[] lines = Output.Split('\n').Where(text => text.Contains("error " + code + ":", StringComparison.Ordinal)).Distinct()
            .ToArray();
        Assert.True(lines.Length > 0, $"no error {code} in:\n{Output}");
        return string.Join('\n', lines);
    }
}
