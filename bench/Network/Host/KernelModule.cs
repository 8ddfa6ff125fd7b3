// SPDX-License-Identifier: BSD-2-Clause
using System.Text;

namespace Caprock.Bench.Network.Host;

/// <summary>A module of Linux in a folder of modules, and those that must be loaded before it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its file.</param>
/// <param name="Needs">What its file says it needs.</param>
internal sealed record KernelModule(string Name, string Path, IReadOnlyList<string> Needs)
{
    private const string Ending = ".ko";
    private const string NeedsField = "depends=";

    /// <summary>Modules in an order in which each can be loaded.</summary>
    public static IReadOnlyList<KernelModule> Order(string folder, params ReadOnlySpan<string> wanted)
    {
        var files = Directory.EnumerateFiles(folder, $"*{Ending}", SearchOption.AllDirectories)
            .ToDictionary(path => NameOf(path), StringComparer.Ordinal);
        var order = new List<KernelModule>();
        foreach (var name in wanted)
        {
            Visit(name);
        }

        return order;

        void Visit(string name)
        {
            if (order.Any(module => module.Name == name))
            {
                return;
            }

            var path = files.GetValueOrDefault(name) ?? throw new BenchException($"Linux's package has no module {name}.");
            var module = new KernelModule(name, path, ReadNeeds(File.ReadAllBytes(path)));
            foreach (var needed in module.Needs)
            {
                Visit(needed);
            }

            order.Add(module);
        }
    }

    /// <summary>The names behind "depends=" in a module's information, which is text that ends with zeroes.</summary>
    internal static IReadOnlyList<string> ReadNeeds(ReadOnlySpan<byte> file)
    {
        var field = file.IndexOf(Encoding.ASCII.GetBytes($"\0{NeedsField}"));
        if (field < 0)
        {
            return [];
        }

        var start = file[(field + 1 + NeedsField.Length)..];
        var text = Encoding.ASCII.GetString(start[..start.IndexOf((byte)0)]);
        return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Normal)];
    }

    private static string NameOf(string path) => Normal(global::System.IO.Path.GetFileNameWithoutExtension(path));

    private static string Normal(string name) => name.Replace('-', '_');
}
