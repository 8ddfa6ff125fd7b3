// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>One table of figures.</summary>
internal interface IBenchmark
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    /// <summary>What it measures, in a few words.</summary>
    string Description { get; }

    /// <summary>Builds what is measured and measures it.</summary>
    Report Measure();
}
