// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caprock.Bench.Network.Host;

/// <summary>Measures what packets and requests cost, and writes the figures as JSON.</summary>
internal static class Program
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static int Main(string[] arguments)
    {
        try
        {
            var settings = Settings.Read(arguments);
            if (settings.LongCount != 0)
            {
                LongRun.Run(settings.LongCount);
            }
            else if (settings.IsOffload)
            {
                OffloadRun.Run(settings.HasLinux);
            }
            else if (settings.Profile is { } file)
            {
                Profile.Write(file, settings.ProfiledRow);
            }
            else
            {
                Write(settings.Json, Comparison.Measure(settings));
            }

            return 0;
        }
        catch (BenchException problem)
        {
            Console.Error.WriteLine($"network bench: {problem.Message}");
            return 1;
        }
    }

    private static void Write(string? file, IReadOnlyList<Row> rows)
    {
        var text = JsonSerializer.Serialize(rows, Layout) + "\n";
        if (file is null)
        {
            Console.Write(text);
        }
        else
        {
            File.WriteAllText(file, text);
        }
    }
}
