// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tools.Analyzers;

/// <summary>What the project file says about the code under analysis.</summary>
internal static class BuildOptions
{
    private const string OutputProperty = "build_property.CaprockOutput";
    private const string TestProperty = "build_property.IsTestProject";

    /// <summary>What a freestanding project produces (Kernel, Component or Library); empty for an ordinary .NET project.</summary>
    public static string Output(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(OutputProperty, out string? value) ? value : "";

    /// <summary>Whether the project holds tests.</summary>
    public static bool IsTest(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(TestProperty, out string? value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
