// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Image.Boot;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock image: bootable files.</summary>
internal static class ImageCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create() => new("image", "Write bootable files.") { Kernel(), Iso() };

    private static Command Kernel()
    {
        var options = new BuildOptions("release");
        var folder = new Option<string>("--output", "-o") { Description = "Folder for the files.", Required = true };
        var command = new Command(
            "kernel",
            "Write the kernel alone: kernel.elf as multiboot 1 loaders take it, kernel.symbols.elf for debuggers and multiboot 2.\n"
            + "Boot any root server on it: qemu-system-x86_64 -kernel DIR/kernel.elf -initrd PROGRAM ...")
        {
            folder,
        };
        options.AddTo(command);
        command.SetAction(result => Failure.Report(() => WriteKernel(options.Read(result), result.GetValue(folder)!)));
        return command;
    }

    private static Command Iso()
    {
        var example = new Argument<string>("EXAMPLE")
        {
            Description = "What to boot: a folder of examples/.", DefaultValueFactory = _ => "calculator",
        };
        var options = new BuildOptions("release");
        var file = new Option<string>("--output", "-o") { Description = "The file to write.", Required = true };
        var command = new Command(
            "iso", "Write a CD image that boots a system with GRUB.\nExample: ./caprock image iso calculator -o calculator.iso")
        {
            example, file,
        };
        options.AddTo(command);
        command.SetAction(result => Failure.Report(() =>
        {
            var name = result.GetValue(example)!;
            Builder.RequireExample(name);
            return WriteIso(options.Read(result, name), result.GetValue(file)!);
        }));
        return command;
    }

    private static int WriteKernel(BuildVariant variant, string folder)
    {
        Builder.BuildKernel(variant);
        Directory.CreateDirectory(folder);
        Copy(variant.Kernel, Path.Combine(folder, "kernel.elf"));
        Copy(variant.KernelWithSymbols, Path.Combine(folder, "kernel.symbols.elf"));
        return 0;
    }

    private static int WriteIso(Example example, string file)
    {
        example.Build();
        try
        {
            GrubIso.Create(example.KernelWithSymbols, [new BootModule(example.Program, example.Name)], file);
        }
        catch (BootImageException problem)
        {
            throw new Failure(problem.Message);
        }

        Console.WriteLine(file);
        return 0;
    }

    private static void Copy(string source, string target)
    {
        File.Copy(source, target, overwrite: true);
        Console.WriteLine(target);
    }
}
