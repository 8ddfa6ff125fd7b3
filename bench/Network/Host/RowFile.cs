// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caprock.Bench.Network.Host;

/// <summary>Measured rows as JSON.</summary>
internal static class RowFile
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes them to a file, or to standard output.</summary>
    public static void Write<T>(string? file, IReadOnlyList<T> rows)
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
