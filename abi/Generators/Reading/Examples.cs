// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Reading;

/// <summary>The examples of the manual's pages: bodies of methods in user/Manual, which is compiled like any other code.</summary>
public sealed class Examples(string root)
{
    private const string Opening = "    {";
    private const string Closing = "    }";
    private const int Indentation = 8;

    private readonly string folder = Path.Combine(root, "user", "Manual");

    /// <summary>The lines of an object's example.</summary>
    /// <exception cref="SourceException">There is none.</exception>
    public IReadOnlyList<string> Of(string name)
    {
        var path = Path.Combine(folder, $"{name}Example.cs");
        if (!File.Exists(path))
        {
            throw new SourceException($"{path}: {name} has no example; the manual shows one on each object's page");
        }

        return [.. File.ReadLines(path).SkipWhile(line => line != Opening).Skip(1).TakeWhile(line => line != Closing)
            .Select(line => line.Length >= Indentation ? line[Indentation..] : line)];
    }
}
