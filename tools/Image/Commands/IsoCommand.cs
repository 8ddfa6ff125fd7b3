// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Image.Boot;

namespace Caprock.Tools.Image.Commands;

/// <summary><c>image iso</c>: a CD image that boots a kernel and its modules with GRUB.</summary>
internal static class IsoCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        Option<FileInfo> kernel = new("--kernel") { Description = "The kernel image with a multiboot 2 header.", Required = true };
        Option<FileInfo[]> modules =
            new("--module") { Description = "A boot module; repeat for more. The first is the root task.", Required = true };
        Option<FileInfo> output = new("--output", "-o") { Description = "The file to write.", Required = true };
        Command command = new("iso", "Make a bootable CD image with GRUB.") { kernel, modules, output };
        command.SetAction(result =>
        {
            try
            {
                BootModule[] files = [.. result.GetValue(modules)!.Select(module => new BootModule(module.FullName, module.Name))];
                GrubIso.Create(result.GetValue(kernel)!.FullName, files, result.GetValue(output)!.FullName);
                return 0;
            }
            catch (BootImageException exception)
            {
                Console.Error.WriteLine(exception.Message);
                return 1;
            }
        });
        return command;
    }
}
