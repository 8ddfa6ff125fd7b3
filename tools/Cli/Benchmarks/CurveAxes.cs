// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Size and axes of a plot.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Right">What is left for the legend.</param>
/// <param name="Least">Where the horizontal axis begins; it is logarithmic.</param>
/// <param name="Greatest">Where it ends.</param>
/// <param name="Most">Where the vertical axis ends.</param>
internal sealed record CurveAxes(int Height, int Right, double Least, double Greatest, double Most)
{
    /// <summary>Lines across.</summary>
    public int Gridlines { get; init; } = 5;

    /// <summary>How their values are written.</summary>
    public string Format { get; init; } = "0";

    /// <summary>How much of a curve is drawn beside its name.</summary>
    public int Sample { get; init; } = 30;

    /// <summary>Numbers that stand below the horizontal axis.</summary>
    public required IReadOnlyList<int> Marks { get; init; }
}
