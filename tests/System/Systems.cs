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

    /// <summary>The calculator on a kernel of the same profile and configuration.</summary>
    public static GuestOptions Calculator(
        QemuMachine? machine = null, string profile = "conformance", string configuration = "release") => new()
        {
            Machine = machine ?? QemuMachine.Benchmark,
            Kernel = BuildOutput.Kernel(profile, configuration),
            Module = BuildOutput.Example("calculator", profile, configuration),
        };

    /// <summary>Types a line at the prompt and returns what the calculator answers.</summary>
    public static string Ask(this Guest guest, string line)
    {
        guest.Send(line + "\n");
        return guest.ExpectMatch("\r\n([^\r]*)\r\n> ").Groups[1].Value;
    }
}
