// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Kit.Elf;
using Caprock.Tools.Image.Bounds;
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Commands;

/// <summary><c>image worst</c>: the longest stretch of instructions in a kernel.</summary>
internal static class WorstCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        Argument<FileInfo> path = new("elf") { Description = "The kernel, with symbols." };
        Option<FileInfo> assembly = new("--assembly")
        {
            Description = "The kernel's assembly, in which the source states bounds.", Required = true,
        };
        Option<string[]> assume = new("--assume")
        {
            Description = "NAME=TURNS for loops that follow from something else.", AllowMultipleArgumentsPerToken = true,
        };
        Option<int> shares = new("--shares")
        {
            Description = "How many routines of the longest path to list.", DefaultValueFactory = _ => 0,
        };
        Command command = new("worst", "Compute the longest stretch from each entry into a kernel to its end, in instructions.")
        {
            path, assembly, assume, shares,
        };
        command.SetAction(result =>
        {
            try
            {
                Dictionary<string, long> assumptions = (result.GetValue(assume) ?? []).Select(Parse).ToDictionary();
                return Run(result.GetValue(path)!.FullName, result.GetValue(assembly)!.FullName, assumptions, result.GetValue(shares));
            }
            catch (Exception problem) when (problem is BoundException or ElfFormatException or IOException or BadImageFormatException)
            {
                Console.Error.WriteLine(problem.Message);
                return 1;
            }
        });
        return command;
    }

    private static KeyValuePair<string, long> Parse(string assumption)
    {
        string[] parts = assumption.Split('=');
        return parts.Length == 2 && long.TryParse(parts[1], out long turns) && turns >= 0
            ? new KeyValuePair<string, long>(parts[0], turns)
            : throw new BoundException($"'{assumption}' is not NAME=TURNS");
    }

    private static int Run(string path, string assembly, Dictionary<string, long> assumptions, int shares)
    {
        FlowProgram program = KernelEntries.Read(ElfImage.Load(path), FactReader.Read(assembly));
        foreach (string problem in program.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (program.Problems.Count != 0)
        {
            return 1;
        }

        foreach (EntryPoint entry in KernelEntries.All)
        {
            Stretch stretch = StretchBound.Of(program, entry, assumptions);
            Console.Out.WriteLine($"{entry.Name,-40}{stretch.Instructions,12}");
            foreach (StretchShare share in stretch.Shares.Take(shares))
            {
                Console.Out.WriteLine($"    {share.Instructions,12:F0}  x{share.Times,8:F1}  {share.Routine.ShortName}");
            }
        }

        return 0;
    }
}
