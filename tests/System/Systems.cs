// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Caprock.Tests.System;

/// <summary>What the tests boot.</summary>
internal static class Systems
{
    /// <summary>The calculator's prompt, on which its user waits before typing.</summary>
    public const string Prompt = "> ";

    /// <summary>What has come when the clumsy component of the calculator lives its last life.</summary>
    public const string LastLife = "(clumsy is started anew.*){3}> ";

    /// <summary>The calculator.</summary>
    public static GuestOptions Calculator(QemuMachine? machine = null, string configuration = "release") =>
        Described("calculator", machine, configuration);

    /// <summary>A described system of this name on the kernel it was built with.</summary>
    public static GuestOptions Described(string name, QemuMachine? machine = null, string configuration = "debug") => new()
    {
        Machine = machine ?? QemuMachine.Benchmark,
        Kernel = BuildOutput.System(name, "kernel.elf32", configuration),
        Module = BuildOutput.System(name, $"{name}.image.elf", configuration),
    };

    /// <summary>Types a line at the prompt and returns what the calculator answers.</summary>
    public static string Ask(this Guest guest, string line)
    {
        guest.Send(line + "\n");
        return guest.ExpectMatch("\r\n([^\r]*)\r\n> ").Groups[1].Value;
    }
}
