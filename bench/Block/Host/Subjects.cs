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
        var files = Path.Combine(Places.Own, "linux-block.cpio");
        File.WriteAllBytes(files, MakeFiles(Path.GetDirectoryName(Path.GetDirectoryName(kernel))!));
        return new Subject(
            kernel, files, ["-append", $"console=ttyS0 quiet nokaslr panic=-1 tsc=reliable {LinuxGuest.Lean}"]);
    }

    private static byte[] MakeFiles(string package)
    {
        var archive = new CpioArchive();
        archive.AddFolder("dev");
        archive.AddDevice("dev/console", 5, 1);
        archive.AddFolder("sys");
        archive.AddFolder("modules");
        var index = 0;
        foreach (var module in KernelModule.Order(Path.Combine(package, "lib", "modules"), s_modules))
        {
            archive.AddFile($"modules/{index}", File.ReadAllBytes(module.Path));
            index++;
        }

        archive.AddFile("init", File.ReadAllBytes(
            Path.Combine(Places.Outputs, "bin", "blockpeer", "x64-conformance-release", "blockpeer.stripped.elf")));
        return archive.Finish();
    }
}
