// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Running;

/// <summary>
/// A script in the place of the person: types each line at a prompt, ends the input, and waits for the guest to switch off.
/// </summary>
internal static class PipedSession
{
    private const string EndOfTransmission = "\u0004";
    private const double SecondsToBoot = 60;
    private const double SecondsToAnswer = 60;

    /// <summary>Runs until the guest switches itself off; its serial line is standard output.</summary>
    public static int Run(string kernel, string module, string prompt, QemuMachine machine, IReadOnlyList<string> extra)
    {
        using var output = Console.OpenStandardOutput();
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = machine, Kernel = kernel, Module = module, ExtraArguments = extra, Copy = output, Limit = TimeSpan.FromHours(1),
        });
        Feed(guest, prompt);
        var exitCode = guest.WaitForExit();
        return exitCode == 0 ? 0 : throw new Failure($"QEMU ended with exit code {exitCode}");
    }

    private static void Feed(Guest guest, string prompt)
    {
        guest.Expect(prompt, SecondsToBoot);
        while (Console.In.ReadLine() is { } line)
        {
            guest.Send(line + "\n");
            guest.Expect("\n", SecondsToAnswer);
            guest.Expect(prompt, SecondsToAnswer);
        }

        guest.Send(EndOfTransmission);
    }
}
