// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Bench.Network.Host;

/// <summary>Debian's Linux with the driver of the card and one program of ours.</summary>
internal sealed partial class LinuxGuest : ISubject
{
    /// <summary>What the card's driver needs; virtio_pci finds the card.</summary>
    private static readonly string[] Modules = ["virtio_pci", "virtio_net"];

    /// <summary>What is off, on the kernel's command line.</summary>
    public const string Lean = "mitigations=off init_on_alloc=0 hardened_usercopy=off clearcpuid=rep_good,erms,fsrm";

    private readonly string mode;

    /// <summary>Makes Linux ready to be booted with a mode of its program.</summary>
    public LinuxGuest(string mode, string configuration = "release")
    {
        this.mode = mode;
        Kernel = Fetch();
        Module = Path.Combine(Places.Own, $"linux-{configuration}.cpio");
        File.WriteAllBytes(Module, MakeFiles(Path.GetDirectoryName(Path.GetDirectoryName(Kernel))!, Places.LinuxProgram(configuration)));
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
    /// <remarks>
    /// What costs Linux instructions and is not its networking is off: mitigations, clearing of fresh memory, checks of copies, and string
    /// instructions that copy a byte at a time, each of which the machine counts as an instruction.
    /// </remarks>
    public IReadOnlyList<string> Arguments =>
        ["-append", $"console=ttyS0 quiet nokaslr panic=-1 tsc=reliable {Lean} -- {mode}"];

    /// <summary>Fetches the package that linux-image-amd64 stands for, unless it is there, and returns its kernel.</summary>
    public static string Fetch()
    {
        var folder = Path.Combine(Places.Own, "linux");
        var boot = Path.Combine(folder, "boot");
        if (!Directory.Exists(boot))
        {
            Directory.CreateDirectory(folder);
            var package = PackageName().Match(Tool.Run(folder, "apt-cache", "depends", "linux-image-amd64")).Value;
            Tool.Run(folder, "apt-get", "download", "-q", package);
            Tool.Run(folder, "dpkg-deb", "-x", Directory.EnumerateFiles(folder, "*.deb").Single(), folder);
        }

        return Directory.EnumerateFiles(boot, "vmlinuz-*").Single();
    }

    private static byte[] MakeFiles(string package, string program)
    {
        var archive = new CpioArchive();
        archive.AddFolder("dev");
        archive.AddDevice("dev/console", 5, 1);
        archive.AddFolder("proc");
        archive.AddFolder("modules");
        var index = 0;
        foreach (var module in KernelModule.Order(Path.Combine(package, "lib", "modules"), Modules))
        {
            archive.AddFile($"modules/{index}", File.ReadAllBytes(module.Path));
            index++;
        }

        archive.AddFile("1k", WebContent.Make(WebContent.SmallBytes));
        archive.AddFile("1m", WebContent.Make(WebContent.LargeBytes));
        archive.AddFile("init", File.ReadAllBytes(program));
        return archive.Finish();
    }

    [GeneratedRegex("linux-image-[0-9][^ \n]*")]
    private static partial Regex PackageName();
}
