// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>The figures of one benchmark and what they were measured on.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Machine">What was measured on which machine.</param>
/// <param name="Figures">The figures, in the order of the table.</param>
/// <param name="ReferenceTitle">What the figures are set against.</param>
internal sealed record Report(string Name, string Machine, IReadOnlyList<Figure> Figures, string ReferenceTitle = "reference")
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private const int WidthOfFiles = 140;

    /// <summary>Whether a figure is over its limit.</summary>
    [JsonIgnore]
    public bool HasExcess => Figures.Any(figure => figure.IsExcess);

    /// <summary>Writes reports for machines.</summary>
    public static void Write(string path, IReadOnlyList<Report> reports) =>
        File.WriteAllText(path, JsonSerializer.Serialize(reports, Layout) + "\n");

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        var hasReference = Figures.Any(figure => figure.Reference is not null);
        var table = new Table().Title(Markup.Escape(Name));
        table.AddColumn("figure").AddColumn(new TableColumn("value").RightAligned()).AddColumn("unit")
            .AddColumn(new TableColumn("at most").RightAligned());
        if (hasReference)
        {
            table.AddColumn(new TableColumn(ReferenceTitle).RightAligned()).AddColumn(new TableColumn("ratio").RightAligned());
        }

        foreach (var figure in Figures)
        {
            string[] common = [Markup.Escape(figure.Name), Value(figure), figure.Unit, Number(figure.Limit)];
            table.AddRow(hasReference ? [.. common, Number(figure.Reference), Ratio(figure)] : common);
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"Measured on: {Machine}\n");
    }

    private static string Value(Figure figure) => figure.IsExcess ? $"[red]{Number(figure.Value)}[/]" : Number(figure.Value);

    private static string Number(ulong? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string Ratio(Figure figure) =>
        figure.Reference is { } reference ? ((double)figure.Value / reference).ToString("0.00", CultureInfo.InvariantCulture) : "";
}
