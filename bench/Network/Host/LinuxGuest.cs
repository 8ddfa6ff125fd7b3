// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Network.Host;

/// <summary>Debian's Linux with the driver of the card and one program of ours.</summary>
internal sealed partial class LinuxGuest : ISubject
{
    /// <summary>What the card's driver needs; virtio_pci finds the card.</summary>
    private static readonly string[] Modules = ["virtio_pci", "virtio_net"];

    private readonly string mode;

    /// <summary>Makes Linux ready to be booted with a mode of its program.</summary>
    public LinuxGuest(string mode, string configuration = "release")
    {
        this.mode = mode;
        Kernel = Fetch();
        Module = Path.Combine(Places.Own, $"linux-{configuration}.cpio");
        File.WriteAllBytes(Module, LinuxBoot.MakeFiles(
            Kernel,
            Places.LinuxProgram(configuration),
            "proc",
            Modules,
            ("1k", WebContent.Make(WebContent.SmallBytes)),
            ("1m", WebContent.Make(WebContent.LargeBytes))));
    }

    /// <inheritdoc/>
    public string Kernel { get; }

    /// <inheritdoc/>
    public string Module { get; }

    /// <inheritdoc/>
    public string? ReadyText => "linux peer: ready";

    /// <inheritdoc/>
    public int? TimerVector => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Arguments => ["-append", $"{LinuxBoot.CommandLine} -- {mode}"];

    /// <summary>Fetches the package that linux-image-amd64 stands for, unless it is there, and returns its kernel.</summary>
    public static string Fetch()
    {
        var folder = Path.Combine(Places.Own, "linux");
        var boot = Path.Combine(folder, "boot");
        if (!Directory.Exists(boot))
        {
            Directory.CreateDirectory(folder);
            var package = PackageName().Match(HostTool.Require("apt-cache", "depends", "linux-image-amd64")).Value;
            new HostCommand("apt-get", ["download", "-q", package]) { Folder = folder }.Require();
            HostTool.Require("dpkg-deb", "-x", Directory.EnumerateFiles(folder, "*.deb").Single(), folder);
        }

        return Directory.EnumerateFiles(boot, "vmlinuz-*").Single();
    }

    [GeneratedRegex("linux-image-[0-9][^ \n]*")]
    private static partial Regex PackageName();
}
