// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Commands;

namespace Caprock.Tools.Cli;

/// <summary>The caprock command.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Create().Parse(arguments).Invoke();

    /// <summary>All verbs.</summary>
    internal static RootCommand Create()
    {
        var root = new RootCommand("Caprock: a capability microkernel and a componentised operating system on it, in C#.");
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(TestCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(ImageCommand.Create());
        root.Subcommands.Add(SystemCommand.Create());
        root.Subcommands.Add(NewCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        return root;
    }
}
