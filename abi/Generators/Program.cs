// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Emission;
using Caprock.Abi.Generators.Reading;

namespace Caprock.Abi.Generators;

/// <summary>Entry point: reads abi/, writes or checks everything generated from it.</summary>
public static class Program
{
    private const string Usage = "usage: Caprock.Abi.Generators [--check] [--root DIRECTORY]";

    /// <summary>0: written, or current; 1: stale files (--check); 2: wrong use or faulty source.</summary>
    public static int Main(string[] arguments)
    {
        var check = false;
        var root = "";
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--check":
                    check = true;
                    break;
                case "--root" when i + 1 < arguments.Length:
                    root = arguments[++i];
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        try
        {
            root = root.Length == 0 ? FindRoot() : Path.GetFullPath(root);
            var output = Generation.Run(SourceTree.Read(root));
            return check ? Check(output, root) : Write(output, root);
        }
        catch (SourceException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }
    }

    private static int Check(GeneratedFiles output, string root)
    {
        var stale = output.FindStale(root);
        foreach (var path in stale)
        {
            Console.WriteLine($"stale: {path}");
        }

        Console.WriteLine(stale.Count == 0
            ? $"{output.Count} generated files are current"
            : $"{stale.Count} generated files differ from abi/; write them with: dotnet run --project abi/Generators");
        return stale.Count == 0 ? 0 : 1;
    }

    private static int Write(GeneratedFiles output, string root)
    {
        var changed = output.Write(root);
        Console.WriteLine($"{output.Count} generated files, {changed} changed");
        return 0;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "abi", "Abi.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new SourceException("abi/Abi.csproj is neither here nor in a folder above; give --root");
    }
}
