// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using Caprock.Kit.Elf;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Image.Sizes;

namespace Caprock.Tools.Cli.Checks;

/// <summary>The most that things may take, as bench/budgets.json states it.</summary>
/// <param name="KernelTextBytes">Instructions of a release kernel.</param>
/// <param name="BootInstructions">Guest instructions from kernel entry to the first prompt.</param>
/// <param name="WorstCaseInstructions">Bound on instructions with interrupts off, in the benchmark's release kernel.</param>
internal sealed record SizeBudgets(ulong KernelTextBytes, ulong BootInstructions, ulong WorstCaseInstructions)
{
    /// <summary>Reads the file.</summary>
    public static SizeBudgets Load() =>
        JsonSerializer.Deserialize<SizeBudgets>(File.ReadAllText(Repository.Locate("bench", "budgets.json")), JsonSerializerOptions.Web)!;

    /// <summary>A text for each release kernel that is over its budget.</summary>
    public IReadOnlyList<string> ExcessesOfAllKernels() =>
        [.. BuildOptions.Profiles.Select(profile => Excess(profile, new BuildVariant(profile, "release").KernelWithSymbols))
            .OfType<string>()];

    private string? Excess(string profile, string path)
    {
        var text = ImageSizes.Of(ElfImage.Load(path)).Text;
        return text <= KernelTextBytes ? null : $"{path}: the {profile} kernel's text has {text} bytes; its budget is {KernelTextBytes}";
    }
}
