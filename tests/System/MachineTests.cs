// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>The same system on other machines, kernels and ways of counting time.</summary>
public sealed class MachineTests
{
    private static readonly Dictionary<string, QemuMachine> Machines = new()
    {
        ["conformance"] = QemuMachine.Conformance,
        ["benchmark"] = QemuMachine.Benchmark,
        ["maximum"] = QemuMachine.Maximum,
        ["maximum on q35"] = QemuMachine.Maximum with { Board = "q35" },
        ["first 64-bit generation"] = new QemuMachine("first 64-bit generation", "Opteron_G1", 128),
        ["little memory"] = QemuMachine.Maximum with { MemoryMegabytes = 16 },
        ["more memory than 32 bits address"] = QemuMachine.Maximum with { MemoryMegabytes = 5120 },
    };

    public static TheoryData<string> Names => [.. Machines.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_system_runs_on_this_machine(string machine) => RunCalculator(Systems.Calculator(Machines[machine]));

    [Theory]
    [InlineData("conformance")]
    [InlineData("benchmark")]
    [InlineData("maximum on q35")]
    public void The_system_runs_when_time_is_counted_in_instructions(string machine) =>
        RunCalculator(Systems.Calculator(Machines[machine] with { CountsInstructions = true }));

    [Theory]
    [InlineData("conformance")]
    [InlineData("benchmark")]
    public void The_system_runs_on_a_debug_kernel(string machine) => RunCalculator(Systems.Calculator(Machines[machine], "debug"));

    private static void RunCalculator(GuestOptions options)
    {
        using var guest = Guest.Start(options);
        guest.ExpectMatch(Systems.LastLife, 40);
        Assert.Equal("84", guest.Ask("12*(3+4)"));
        guest.Send("\u0004");
        Assert.Equal(0, guest.WaitForExit());
    }
}
