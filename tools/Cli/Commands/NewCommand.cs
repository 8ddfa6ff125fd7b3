// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock new: the beginnings of a system of one's own, wherever one is.</summary>
internal static class NewCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the system: letters, digits, '-' and '_', a letter first." };
        var folder = new Option<string?>("--output", "-o") { Description = "Folder to make. Default: NAME." };
        var command = new Command(
            "new",
            "Make a project of a system with two components that talk to each other.\nExample: ./caprock new demo && cd demo && dotnet run")
        {
            name, folder,
        };
        command.SetAction(result => Failure.Report(() => Run(result.GetValue(name)!, result.GetValue(folder))));
        return command;
    }

    private static int Run(string name, string? folder)
    {
        var target = Path.GetFullPath(folder ?? name);
        SystemTemplate.Instantiate(name, target);
        Console.WriteLine($"{target} is a system. Next: cd {Path.GetRelativePath(Environment.CurrentDirectory, target)} && dotnet run");
        return 0;
    }
}
