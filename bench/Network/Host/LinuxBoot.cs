// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>What Debian's kernel boots with: a console, modules in the order in which our program loads them, and that program.</summary>
internal static class LinuxBoot
{
    /// <summary>The kernel's command line.</summary>
    /// <remarks>
    /// What costs Linux instructions and is not what is measured is off: mitigations, clearing of fresh memory, checks of copies, and
    /// string instructions that copy a byte at a time, each of which the machine counts as an instruction.
    /// </remarks>
    public const string CommandLine = "console=ttyS0 quiet nokaslr panic=-1 tsc=reliable "
        + "mitigations=off init_on_alloc=0 hardened_usercopy=off clearcpuid=rep_good,erms,fsrm";

    /// <summary>Makes the first file system.</summary>
    /// <param name="kernel">The kernel, in its package's folder boot/.</param>
    /// <param name="program">The program, which is the first process.</param>
    /// <param name="mountPoint">The folder in which the program mounts what it reads.</param>
    /// <param name="modules">What the program is to load; what these need comes before them.</param>
    /// <param name="files">More files.</param>
    public static byte[] MakeFiles(
        string kernel, string program, string mountPoint, ReadOnlySpan<string> modules,
        params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        var archive = new CpioArchive();
        archive.AddFolder("dev");
        archive.AddDevice("dev/console", 5, 1);
        archive.AddFolder(mountPoint);
        archive.AddFolder("modules");
        var index = 0;
        var package = Path.GetDirectoryName(Path.GetDirectoryName(kernel))!;
        foreach (var module in KernelModule.Order(Path.Combine(package, "lib", "modules"), modules))
        {
            archive.AddFile($"modules/{index}", File.ReadAllBytes(module.Path));
            index++;
        }

        foreach (var (name, content) in files)
        {
            archive.AddFile(name, content);
        }

        archive.AddFile("init", File.ReadAllBytes(program));
        return archive.Finish();
    }
}
