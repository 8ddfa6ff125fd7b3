// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Running;

/// <summary>A person at the terminal: QEMU has it for itself, so that every key reaches the guest.</summary>
internal static class TerminalSession
{
    /// <summary>Runs until the guest or the person ends it.</summary>
    public static int Run(string kernel, string module, QemuMachine machine, IReadOnlyList<string> extra)
    {
        Console.Error.WriteLine("Booting; Ctrl-A x quits.");
        var start = new ProcessStartInfo("qemu-system-x86_64");
        foreach (var argument in machine.Arguments().Concat(
            ["-serial", "mon:stdio", "-kernel", kernel, "-initrd", module]).Concat(extra))
        {
            start.ArgumentList.Add(argument);
        }

        Console.CancelKeyPress += (_, press) => press.Cancel = true;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
