// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;

namespace Caprock.Bench.Faults;

/// <summary>Where things are.</summary>
internal static class Places
{
    /// <summary>The folder of the sources.</summary>
    public static string Root { get; } = Metadata("CaprockRoot");

    /// <summary>The folder of everything that is built; another one than usual is given in the environment.</summary>
    public static string Outputs { get; } = Environment.GetEnvironmentVariable("CAPROCK_OUTPUTS") ?? Metadata("CaprockOutputs");

    /// <summary>A file of a system.</summary>
    public static string System(string name, string file) => Path.Combine(Outputs, "bin", $"{name}.system", "x64-microkit-debug", file);

    /// <summary>A program with its symbols.</summary>
    public static string Program(string name) => Path.Combine(Outputs, "bin", name, "x64-microkit-debug", $"{name}.elf");

    private static string Metadata(string key) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
