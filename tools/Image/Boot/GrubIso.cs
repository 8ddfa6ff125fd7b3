// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Text;

namespace Caprock.Tools.Image.Boot;

/// <summary>Makes a bootable CD image: GRUB loads the kernel with the multiboot 2 protocol, then the modules.</summary>
public static class GrubIso
{
    private const string Tool = "grub-mkrescue";

    /// <summary>Writes the image.</summary>
    /// <exception cref="BootImageException">A file or tool is missing, or the tool failed.</exception>
    public static void Create(string kernel, IReadOnlyList<BootModule> modules, string output)
    {
        foreach (string path in modules.Select(module => module.Path).Prepend(kernel))
        {
            if (!File.Exists(path))
            {
                throw new BootImageException($"'{path}' does not exist");
            }
        }

        foreach (string tool in (string[])[Tool, "xorriso"])
        {
            if (!IsInstalled(tool))
            {
                throw new BootImageException(
                    $"'{tool}' is not installed; on Debian: apt-get install grub-common grub-pc-bin xorriso mtools");
            }
        }

        string folder = Directory.CreateTempSubdirectory("caprock-iso-").FullName;
        try
        {
            Populate(folder, kernel, modules);
            Run(folder, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The loader's configuration for a kernel and modules, which lie in /boot/caprock.</summary>
    public static string Configuration(IReadOnlyList<BootModule> modules)
    {
        StringBuilder text = new();
        text.Append("set timeout=0\nset default=0\nmenuentry \"Caprock\" {\n    multiboot2 /boot/caprock/kernel.elf\n");
        for (int index = 0; index < modules.Count; index++)
        {
            BootModule module = modules[index];
            string commandLine = module.CommandLine.Length != 0 ? module.CommandLine : Path.GetFileName(module.Path);
            text.Append($"    module2 /boot/caprock/module{index} {Quote(commandLine)}\n");
        }

        return text.Append("    boot\n}\n").ToString();
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static void Populate(string folder, string kernel, IReadOnlyList<BootModule> modules)
    {
        string files = Directory.CreateDirectory(Path.Combine(folder, "boot", "caprock")).FullName;
        string grub = Directory.CreateDirectory(Path.Combine(folder, "boot", "grub")).FullName;
        File.Copy(kernel, Path.Combine(files, "kernel.elf"));
        for (int index = 0; index < modules.Count; index++)
        {
            File.Copy(modules[index].Path, Path.Combine(files, $"module{index}"));
        }

        File.WriteAllText(Path.Combine(grub, "grub.cfg"), Configuration(modules));
    }

    private static void Run(string folder, string output)
    {
        ProcessStartInfo start = new(Tool) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-o");
        start.ArgumentList.Add(output);
        start.ArgumentList.Add(folder);
        using Process process = Process.Start(start) ?? throw new BootImageException($"'{Tool}' could not be started");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEnd(); // Ignored: the tool's results are the file and its messages.
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new BootImageException($"'{Tool}' failed with exit code {process.ExitCode}:\n{errors.Result}");
        }
    }

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, tool)));
}
