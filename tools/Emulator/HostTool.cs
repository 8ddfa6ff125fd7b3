// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>Programs of the host: those that make and judge disks, send files, compile and assemble.</summary>
public static class HostTool
{
    /// <summary>What Debian calls the package that has a tool, where the names differ.</summary>
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        ["chromium"] = "chromium fonts-dejavu-core",
        ["dotnet"] = "dotnet-sdk-10.0",
        ["fsck.fat"] = "dosfstools",
        ["grub-mkrescue"] = "grub-common grub-pc-bin",
        ["ip"] = "iproute2",
        ["kill"] = "procps",
        ["ld.lld"] = "lld",
        ["llvm-objcopy"] = "llvm",
        ["mcopy"] = "mtools",
        ["mdir"] = "mtools",
        ["mformat"] = "mtools",
        ["mkfs.fat"] = "dosfstools",
        ["mmd"] = "mtools",
        ["mtype"] = "mtools",
        ["pgrep"] = "procps",
        ["qemu-system-x86_64"] = "qemu-system-x86",
        ["sgdisk"] = "gdisk",
        ["sysctl"] = "procps",
    };

    /// <summary>Runs a tool to its end.</summary>
    public static ToolResult Run(string tool, params IEnumerable<string> arguments) => new HostCommand(tool, [.. arguments]).Run();

    /// <summary>Runs a tool that must succeed, and returns what it wrote to standard output.</summary>
    public static string Require(string tool, params IEnumerable<string> arguments) => new HostCommand(tool, [.. arguments]).Require();

    /// <summary>The Debian packages that bring a tool.</summary>
    public static string PackageOf(string tool) => s_packages.GetValueOrDefault(Path.GetFileName(tool), Path.GetFileName(tool));
}
