// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Kit.Elf;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Checks;
using Caprock.Tools.Emulator;
using Caprock.Tools.Image.Sizes;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>From kernel entry to the calculator's first prompt, and the size of the kernel that does it.</summary>
internal sealed class BootBenchmark : IBenchmark
{
    private const string Calculator = "calculator";
    private const string EntryCounter = "boot_entry_tsc";
    private const double SecondsToBoot = 60;

    /// <inheritdoc/>
    public string Name => "boot";

    /// <inheritdoc/>
    public string Description => "instructions from kernel entry to the calculator's prompt, and the kernel's size";

    /// <inheritdoc/>
    public Report Measure()
    {
        var variant = new BuildVariant(Example.DescribedProfile, "release");
        var example = new Example(Calculator, variant);
        example.Build();
        var budgets = SizeBudgets.Load();
        var kernel = ElfImage.Load(example.KernelWithSymbols);
        var sizes = ImageSizes.Of(kernel);
        var machine = QemuMachine.Benchmark with { CountsInstructions = true };
        return new Report(
            Name,
            $"{variant.Profile} {variant.Configuration} kernel; QEMU {string.Join(' ', machine.Arguments())}",
            [
                new Figure(
                    "kernel entry to first prompt",
                    InstructionsToPrompt(example, machine, kernel),
                    "instructions",
                    budgets.BootInstructions),
                new Figure("kernel text", sizes.Text, "bytes", budgets.KernelTextBytes),
                new Figure("kernel read-only data", sizes.ReadOnlyData, "bytes"),
                new Figure("kernel unwind tables", sizes.Unwind, "bytes"),
                new Figure("kernel data", sizes.Data, "bytes"),
                new Figure("kernel zero-filled data", sizes.Bss, "bytes"),
                new Figure("of which stack", sizes.Stack, "bytes"),
            ]);
    }

    /// <summary>
    /// Boots, asks the example for its time-stamp counter at the prompt, and takes off the counter's value at kernel entry.
    /// </summary>
    private static ulong InstructionsToPrompt(Example example, QemuMachine machine, ElfImage kernel)
    {
        var entry = kernel.FindSymbol(EntryCounter) ?? throw new Failure($"{kernel.Path} has no symbol {EntryCounter}");
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = machine, Kernel = example.Kernel, Module = example.Program,
        });
        guest.Expect("> ", SecondsToBoot);
        guest.Send("ticks\n");
        var prompt = guest.ExpectMatch("first prompt at ([0-9]+) ticks", SecondsToBoot);
        return ulong.Parse(prompt.Groups[1].Value, CultureInfo.InvariantCulture) - guest.ReadPhysicalWord(entry.Value);
    }
}
