// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Network.Host;

namespace Caprock.Bench.Block.Host;

/// <summary>What is booted.</summary>
internal static class Subjects
{
    private static readonly string[] s_modules = ["virtio_pci", "virtio_blk"];

    /// <summary>Caprock with the disk's driver, the virtualiser and one program that asks.</summary>
    public static Subject Caprock()
    {
        var folder = Path.Combine(Places.Outputs, "bin", "blockbench.system", "x64-microkit-release");
        return new Subject(Path.Combine(folder, "kernel.elf32"), Path.Combine(folder, "blockbench.image.elf"), []);
    }

    /// <summary>Debian's Linux with its driver and one program that asks.</summary>
    public static Subject Linux()
    {
        var kernel = LinuxGuest.Fetch();
        var program = Path.Combine(Places.Outputs, "bin", "blockpeer", "x64-conformance-release", "blockpeer.stripped.elf");
        var files = Path.Combine(Places.Own, "linux-block.cpio");
        File.WriteAllBytes(files, LinuxBoot.MakeFiles(kernel, program, "sys", s_modules));
        return new Subject(kernel, files, ["-append", LinuxBoot.CommandLine]);
    }
}
