// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Builder;

/// <summary>The system builder as a program: messages as compilers write them, exit code 1 after an error.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Argument<string> description = new("DESCRIPTION") { Description = "The system description (XML)." };
        Option<string[]> search = new("--search") { Description = "A folder with programs; may be repeated." };
        Option<string> initialiser = new("--initialiser") { Description = "The initialiser's program.", Required = true };
        Option<string> monitor = new("--monitor") { Description = "The monitor's program, with symbols.", Required = true };
        Option<string> output = new("--output", "-o") { Description = "The program for the kernel to start.", Required = true };
        Option<string?> report = new("--report") { Description = "Write a report (JSON)." };
        Option<string?> picture = new("--picture") { Description = "Draw the system (SVG)." };
        RootCommand root = new("Build a system out of a description and programs.")
        {
            description, search, initialiser, monitor, output, report, picture,
        };
        root.SetAction(result => Run(new SystemOptions
        {
            Description = result.GetValue(description)!,
            SearchFolders = result.GetValue(search) ?? [],
            Initialiser = result.GetValue(initialiser)!,
            Monitor = result.GetValue(monitor)!,
            Output = result.GetValue(output)!,
            Report = result.GetValue(report),
            Picture = result.GetValue(picture),
        }));
        return root.Parse(arguments).Invoke();
    }

    private static int Run(SystemOptions options)
    {
        try
        {
            IReadOnlyList<Diagnostic> messages = SystemImage.Build(options);
            foreach (Diagnostic message in messages)
            {
                Console.Error.WriteLine(message.Format(options.Description));
            }

            return messages.Any(message => message.Severity == Severity.Error) ? 1 : 0;
        }
        catch (IOException problem)
        {
            Console.Error.WriteLine($"{options.Description}: error: {problem.Message}");
            return 1;
        }
    }
}
