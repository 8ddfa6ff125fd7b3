// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;

namespace Caprock.Tests.Harness;

/// <summary>Where the build puts the images.</summary>
public static class BuildOutput
{
    /// <summary>The repository.</summary>
    public static string Root => Metadata("CaprockRoot");

    /// <summary>The folder of everything built.</summary>
    public static string Artifacts => Metadata("CaprockArtifacts");

    /// <summary>The kernel as multiboot 1 loaders take it.</summary>
    public static string Kernel(string profile = "conformance", string configuration = "debug") =>
        Existing(Path.Combine(Artifacts, "bin", "Kernel", $"x64-{profile}-{configuration}", "kernel.elf32"));

    /// <summary>The kernel with its symbols.</summary>
    public static string KernelWithSymbols(string profile = "conformance", string configuration = "debug") =>
        Existing(Path.Combine(Artifacts, "bin", "Kernel", $"x64-{profile}-{configuration}", "kernel.elf"));

    /// <summary>A file of a described system.</summary>
    public static string System(string name, string file, string configuration = "debug") =>
        Existing(Path.Combine(Artifacts, "bin", $"{name}.system", $"x64-microkit-{configuration}", file));

    /// <summary>A root task that is a test, ready to be loaded; project is its folder with dots.</summary>
    public static string TestSystem(string project, string name, string profile = "conformance", string configuration = "debug") =>
        Existing(Path.Combine(Artifacts, "bin", project, $"x64-{profile}-{configuration}", $"{name}.stripped.elf"));

    /// <summary>A program, ready to be loaded.</summary>
    public static string Program(string name, string profile = "conformance", string configuration = "debug") =>
        Existing(Path.Combine(Artifacts, "bin", name, $"x64-{profile}-{configuration}", $"{name}.stripped.elf"));

    /// <summary>A program with its symbols.</summary>
    public static string ProgramWithSymbols(string name, string profile = "conformance", string configuration = "debug") =>
        Existing(Path.Combine(Artifacts, "bin", name, $"x64-{profile}-{configuration}", $"{name}.elf"));

    private static string Existing(string path) =>
        File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is not built; ./caprock test builds everything first.", path);

    private static string Metadata(string key) =>
        typeof(BuildOutput).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!;
}
