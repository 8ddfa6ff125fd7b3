// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;

namespace Caprock.Bench.Network.Host;

/// <summary>Where things are.</summary>
internal static class Places
{
    /// <summary>The folder of the sources.</summary>
    public static string Root { get; } = Metadata("CaprockRoot");

    /// <summary>The folder of everything that is built.</summary>
    public static string Outputs { get; } = Metadata("CaprockOutputs");

    /// <summary>Where the benchmark keeps what it fetched and made.</summary>
    public static string Own => Path.Combine(Outputs, "network-bench");

    /// <summary>The program that Linux runs.</summary>
    public static string LinuxProgram(string configuration) =>
        Path.Combine(Outputs, "bin", "linuxpeer", $"x64-conformance-{configuration}", "linuxpeer.stripped.elf");

    /// <summary>A file of the system that is measured.</summary>
    public static string System(string file, string configuration) =>
        Path.Combine(Outputs, "bin", "netbench.system", $"x64-microkit-{configuration}", file);

    private static string Metadata(string key) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
